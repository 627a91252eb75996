import { MYSQL_PORT } from "./mysql-access.ts";

export interface MysqlConnection {
  /** Host name. */
  readonly address: string;
  /** @default 3306 */
  readonly port?: number;
  readonly username: string;
  readonly databaseName: string;
  /** Secrets Manager secret with the password. */
  readonly masterSecretArn: string;
}

/** What to type into MySQL Workbench's "Setup New Connection", and how to read the password. Holds no secret. */
export function workbenchText(connection: MysqlConnection): string {
  const { address, port = MYSQL_PORT, username, databaseName, masterSecretArn } = connection;
  return [
    "In MySQL Workbench, press + beside MySQL Connections and enter",
    "Connection Method: Standard (TCP/IP)",
    `Hostname:          ${address}`,
    `Port:              ${port}`,
    `Username:          ${username}`,
    `Default Schema:    ${databaseName}`,
    "SSL > Use SSL:     Require",
    "Password:          the field password of",
    `  aws secretsmanager get-secret-value --secret-id ${masterSecretArn} --query SecretString --output text`,
  ].join("\n");
}
