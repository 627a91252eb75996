import { Server } from "../../../components/server/server.ts";
import { linuxUserData } from "../../../components/server/user-data.ts";
import type { LabContext } from "../../contract/lab.ts";
import { serverPlace } from "./server-place.ts";

/** The mount point of the volume. */
export const MOUNT_POINT = "/mnt";

/** A Linux server with an additional volume, which is formatted when blank and mounted at every boot. */
export function volumeServer(
  context: LabContext,
  { instanceType, sizeGiB }: { readonly instanceType: string; readonly sizeGiB: number },
) {
  const data = { deviceName: "/dev/sdf", sizeGiB };
  const env = { DEVICE: data.deviceName, MOUNT_POINT };
  const server = new Server(
    context.name,
    {
      ...serverPlace(context),
      instanceType,
      dataVolumes: { data },
      userData: linuxUserData([{ name: "mount-volume", env }]),
    },
    { parent: context.parent },
  );
  const { data: volumeId } = server.volumeIds;
  if (volumeId === undefined) throw new Error(`server ${context.name} has no data volume`);
  return { server, volumeId };
}
