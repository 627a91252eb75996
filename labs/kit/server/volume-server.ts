import { Server } from "../../../components/server/server.ts";
import { linuxUserData } from "../../../components/server/user-data.ts";
import type { LabContext } from "../../contract/lab.ts";
import { serverPlace } from "./server-place.ts";

/** Where the volume is mounted. */
export const MOUNT_POINT = "/mnt";

/** A Linux server with one more volume, formatted when it is blank and mounted at every boot. */
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
