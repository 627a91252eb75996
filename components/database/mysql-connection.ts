import { MYSQL_PORT } from "./mysql-access.ts";

export interface MysqlConnection {
  /** The host name. */
  readonly address: string;
  /** @default 3306 */
  readonly port?: number;
  readonly username: string;
  readonly databaseName: string;
}

/** The local port of the tunnel to a database without a public address; it does not collide with a local MySQL. */
const LOCAL_PORT = 13306;

/** What to enter in MySQL Workbench's "Setup New Connection", for a database with a public address. Contains no secret. */
export const workbenchText = ({ address, port = MYSQL_PORT, ...login }: MysqlConnection): string =>
  steps("In MySQL Workbench, press + beside MySQL Connections and enter", {
    ...login,
    address,
    port,
  });

/** The same for a database that is reachable only from its VPC: through the port that `tunnelCommand` forwards. */
export const tunneledWorkbenchText = (login: Omit<MysqlConnection, "address" | "port">): string =>
  steps(
    "The database has no public address: forward its port through a running server of the class,\n" +
      "e.g. that of lab linux-server. Then, in MySQL Workbench, press + beside MySQL Connections and enter",
    { ...login, address: "127.0.0.1", port: LOCAL_PORT },
  );

const steps = (
  first: string,
  { address, port, username, databaseName }: Required<MysqlConnection>,
): string =>
  [
    first,
    "Connection Method: Standard (TCP/IP)",
    `Hostname:          ${address}`,
    `Port:              ${port}`,
    `Username:          ${username}`,
    `Default Schema:    ${databaseName}`,
    "SSL > Use SSL:     Require",
    "Password:          the field password of the master password's secret",
  ].join("\n");

/**
 * Forwards the database's port to this machine, through a running server in its VPC that Session Manager reaches.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
 */
export const tunnelCommand = ({
  vpcId,
  address,
  port = MYSQL_PORT,
}: Pick<MysqlConnection, "address" | "port"> & { readonly vpcId: string }): string =>
  "aws ssm start-session --document-name AWS-StartPortForwardingSessionToRemoteHost " +
  `--parameters host=${address},portNumber=${port},localPortNumber=${LOCAL_PORT} ` +
  `--target "$(aws ec2 describe-instances --filters Name=vpc-id,Values=${vpcId} Name=instance-state-name,Values=running --query 'Reservations[0].Instances[0].InstanceId' --output text)"`;

/** Shows the user name and password of the master user. */
export const masterPasswordCommand = (masterSecretArn: string): string =>
  `aws secretsmanager get-secret-value --secret-id ${masterSecretArn} --query SecretString --output text`;
