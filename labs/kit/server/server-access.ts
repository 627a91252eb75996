import {
  instanceConnectCommand,
  sessionCommand,
  sshCommand,
} from "../../../components/server/server-commands.ts";
import type { Server } from "../../../components/server/server.ts";
import type { LabContext } from "../../contract/lab.ts";

/** How a lab's Linux server is called and reached: what a teacher reads out. */
export const serverAccess = ({ config }: Pick<LabContext, "config">, server: Server) => ({
  instanceId: server.instanceId,
  publicIp: server.publicIp,
  ...(config.publicKey !== undefined && { ssh: sshCommand(server) }),
  instanceConnect: instanceConnectCommand(server),
  sessionManager: sessionCommand(server),
});
