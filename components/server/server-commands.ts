import * as pulumi from "@pulumi/pulumi";
import { sshLogin } from "./private-key.ts";
import type { Server } from "./server.ts";

/** Loads every CPU of a server, because the average counts: a t3.micro has two. Needs the script install-stress. */
export const STRESS_COMMAND = "stress-ng --cpu 0 --timeout 10m";

/**
 * The command to log in to a Linux server with the private key of its key pair.
 *
 * @param keyFile as `privateKeyFile` returns it
 */
export const sshCommand = (
  { publicDns }: Pick<Server, "publicDns">,
  keyFile: string,
): pulumi.Output<string> => publicDns.apply((host) => sshLogin(keyFile, host));

/**
 * The same without a key file: EC2 Instance Connect sends a key that is valid for one minute.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-methods.html
 */
export const instanceConnectCommand = ({ instanceId }: Server): pulumi.Output<string> =>
  pulumi.interpolate`aws ec2-instance-connect ssh --os-user ec2-user --instance-id ${instanceId}`;

/** The same without an open port: with Session Manager, from the browser or with its CLI plugin. */
export const sessionCommand = ({ instanceId }: Server): pulumi.Output<string> =>
  pulumi.interpolate`aws ssm start-session --target ${instanceId}`;

/**
 * The content of a file that opens Remote Desktop on a double click, as the console offers it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-rdp.html
 */
export const rdpFile = ({ publicDns }: Server): pulumi.Output<string> => rdpFileFor(publicDns);

/** The local address to which `rdpTunnelCommand` forwards Remote Desktop. */
const TUNNEL = { host: "localhost", port: 13389 };

/** The same through the tunnel: for a server whose port 3389 is closed. */
export const rdpTunnelFile = (): pulumi.Output<string> =>
  rdpFileFor(`${TUNNEL.host}:${TUNNEL.port}`);

const rdpFileFor = (address: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.interpolate`auto connect:i:1\r\nfull address:s:${address}\r\nusername:s:Administrator\r\n`;

/** Forwards Remote Desktop to `localhost:13389` through Session Manager: for a network that blocks port 3389. */
export const rdpTunnelCommand = ({ instanceId }: Server): pulumi.Output<string> =>
  pulumi.interpolate`aws ssm start-session --target ${instanceId} --document-name AWS-StartPortForwardingSession --parameters portNumber=3389,localPortNumber=${TUNNEL.port}`;

/**
 * Decrypts the Administrator password that Windows generated, with the private key of an RSA key pair. The password exists
 * only after the first boot, about four minutes after the launch.
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/get-password-data.html
 *
 * @param keyFile as `privateKeyFile` returns it
 */
export const passwordCommand = ({ instanceId }: Server, keyFile: string): pulumi.Output<string> =>
  pulumi.interpolate`aws ec2 get-password-data --instance-id ${instanceId} --priv-launch-key ${keyFile} --query PasswordData --output text`;
