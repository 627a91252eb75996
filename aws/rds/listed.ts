import { type ListedItem } from "../contract/listed-item.ts";

const MYSQL = { "Database Engine": "MySQL" };
const SINGLE_ZONE = { ...MYSQL, "Deployment Option": "Single-AZ" };
const SECRET: ListedItem = {
  service: "AWSSecretsManager",
  usage: "AWSSecretsManager-Secrets",
};

/** `rds/db.t4g.micro/mysql`, `rds/gp3` for a storage type, and the secret that holds a password. */
export function listed(item: string): ListedItem | undefined {
  if (item === "secrets/secret") return SECRET;
  const [service, kind = "", engine] = item.split("/");
  if (service !== "rds") return undefined;
  return engine === "mysql"
    ? { service: "AmazonRDS", usage: `InstanceUsage:${kind}`, where: SINGLE_ZONE }
    : { service: "AmazonRDS", usage: `RDS:${kind.toUpperCase()}-Storage`, where: MYSQL };
}
