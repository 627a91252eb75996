import type * as pulumi from "@pulumi/pulumi";
import { privateKeyFile } from "../../../components/server/private-key.ts";
import {
  instanceConnectCommand,
  sessionCommand,
  sshCommand,
} from "../../../components/server/server-commands.ts";
import type { Server } from "../../../components/server/server.ts";
import type { ClassSettings } from "../../contract/class-settings.ts";
import type { LabContext } from "../../contract/lab.ts";
import { address, command, contact, type LabOutputs, value } from "../../contract/outputs.ts";

/** The outputs that `serverAccess` returns: the addresses of a lab's Linux server, and how to connect to it. */
export const serverOutputs = {
  instanceId: value("Instance ID", "인스턴스 ID"),
  publicIp: address("Public IPv4 address", "퍼블릭 IPv4 주소"),
  ssh: contact("Log in with SSH", "SSH로 로그인"),
  instanceConnect: contact("Log in with EC2 Instance Connect", "EC2 Instance Connect로 로그인"),
  sessionManager: command("Log in with Session Manager", "Session Manager로 로그인"),
};

/** The outputs of a lab's Linux server; `ssh` only where the class has a public key. */
export const serverAccess = (
  { config }: Pick<LabContext, "config">,
  server: Server,
): LabOutputs<typeof serverOutputs> => ({
  instanceId: server.instanceId,
  publicIp: server.publicIp,
  ...sshAccess(config, server),
  instanceConnect: ifOpen(config, instanceConnectCommand(server)),
  sessionManager: sessionCommand(server),
});

/** How to log in with the class's key, if it has one. */
export const sshAccess = (
  config: ClassSettings,
  server: Pick<Server, "publicDns">,
): { ssh?: pulumi.Input<string> } =>
  config.publicKey === undefined
    ? {}
    : {
        ssh: ifOpen(
          config,
          sshCommand(server, privateKeyFile(config.publicKey, config.privateKeyFile)),
        ),
      };

/** A command that needs port 22; where the port is closed, a shell comment that explains what to do. */
export const ifOpen = (
  { adminCidrs, instanceConnect }: Pick<ClassSettings, "adminCidrs" | "instanceConnect">,
  login: pulumi.Input<string>,
): pulumi.Input<string> =>
  adminCidrs.length > 0
    ? login
    : instanceConnect === undefined
      ? "# port 22 is closed: use Session Manager, or set class:adminCidrs to your address (curl https://checkip.amazonaws.com), or class:instanceConnect to a reason, for logins in the EC2 console"
      : "# port 22 is open to the EC2 console only: select the server, Connect, EC2 Instance Connect; or use Session Manager";
