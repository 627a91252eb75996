import type { ServerArgs } from "../../../components/server/server.ts";
import type { LabContext } from "../../contract/lab.ts";

/** Where the labs' servers run and who may log in: the shared network's first public subnet, the class's key. */
export function serverPlace({
  config,
  tags,
  network,
  keyName,
}: Pick<LabContext, "config" | "tags" | "network" | "keyName">) {
  const { vpcId, publicSubnetIds } = network();
  const [subnetId] = publicSubnetIds;
  if (subnetId === undefined) throw new Error("the shared network has no public subnet");
  return {
    vpcId,
    subnetId,
    adminCidrs: config.adminCidrs,
    openAdminReason: config.allowOpenAdmin,
    instanceConnectReason: config.instanceConnect,
    keyName: keyName(),
    tags,
  } satisfies ServerArgs;
}
