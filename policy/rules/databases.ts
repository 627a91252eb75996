import { INSTANCE } from "../../aws/rds/types.ts";
import { opensPort } from "../ingress.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, IN_PROD, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBe, mayBeOn, UNKNOWN } from "../values.ts";

const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

export const encryptedDatabases: ResourceRule = {
  id: "encrypted-databases",
  why: "Encryption at rest can only be set when a database is created; snapshots and backups inherit it.",
  source: fsbp("RDS.3"),
  fix: "set storageEncrypted to true; this replaces the database",
  level: everywhere("mandatory"),
  check: ({ type, props }) =>
    (type === INSTANCE || type === CLUSTER) && !mayBeOn(props.storageEncrypted)
      ? ["the database's storage is not encrypted"]
      : [],
};

/** The ports of SQL Server, Oracle, MySQL, PostgreSQL, Redis and MongoDB. */
const PORTS = [1433, 1521, 3306, 5432, 6379, 27017];

export const noPublicDatabase: ResourceRule = {
  id: "no-public-database",
  why: "A database that is reachable from the internet is protected only by its password.",
  source: fsbp("RDS.2"),
  fix: "connect from a server in its network; publicAccess of components/database/mysql-database.ts takes a reason and the allowed addresses",
  level: everywhere("mandatory"),
  reasonGiven: (props) => at(props, "publicAccess", "reason"),
  check(resource) {
    const { type, props } = resource;
    const isPublic = props.publiclyAccessible === true;
    if (isPublic && (type === INSTANCE || type === CLUSTER_INSTANCE))
      return ["the database has a public address"];
    // A rule that opens all ports is reported by no-open-admin.
    const open = opensPort(resource, 22) ? [] : PORTS.filter((port) => opensPort(resource, port));
    return open.map((port) => `it opens database port ${port} to the internet`);
  },
};

/** The parameter with which an engine rejects clients without TLS, by the beginning of its family's name. */
const TLS_ONLY: Readonly<Record<string, string>> = {
  mysql: "require_secure_transport",
  mariadb: "require_secure_transport",
  postgres: "rds.force_ssl",
};

export const databaseTls: ResourceRule = {
  id: "database-tls",
  why: "Without TLS, queries and results are sent in clear text.",
  source: {
    name: "AWS Config rds-mysql-instance-encrypted-in-transit",
    url: "https://docs.aws.amazon.com/config/latest/developerguide/rds-mysql-instance-encrypted-in-transit.html",
  },
  fix: "use a parameter group with require_secure_transport (PostgreSQL: rds.force_ssl) set to 1",
  level: IN_PROD,
  check({ type, props }) {
    if (type === INSTANCE) {
      const bare =
        parameterFor(props.engine) !== undefined && props.parameterGroupName === undefined;
      return bare ? ["the database has no parameter group that requires TLS"] : [];
    }
    const parameter = type.startsWith("aws:rds/parameterGroup:")
      ? parameterFor(props.family)
      : undefined;
    return parameter === undefined || isSet(props, parameter)
      ? []
      : [`the parameter group does not set ${parameter}`];
  },
};

const parameterFor = (engine: unknown): string | undefined =>
  Object.entries(TLS_ONLY).find(([name]) => String(engine).startsWith(name))?.[1];

const isSet = ({ parameters }: Resource["props"], name: string): boolean =>
  parameters === UNKNOWN ||
  listOf(parameters).some(
    (parameter) =>
      mayBe(at(parameter, "name"), name) && mayBe(at(parameter, "value"), "1", "ON", "on", 1),
  );
