import type { DBInstance, RDS } from "@aws-sdk/client-rds";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { rdsClient } from "../../../aws/rds/client.ts";
import { secretsManagerClient } from "../../../aws/secretsmanager/client.ts";
import { overlaps, parseCidr } from "../../../lib/cidr.ts";
import type { Emulated } from "../emulated.ts";
import { prefixListsOf } from "../servers/network/prefix-lists.ts";
import type { Login } from "./login.ts";

/** The account's data about a database. */
export interface DatabaseFacts {
  /** Why it has no server here: its engine, its state, or an unknown password. @default it can have one */
  readonly obstacle?: string;
  /** Another one for each database that has had its identifier. */
  readonly resource: string;
  readonly login: Login;
  /** The initial database; empty for none. */
  readonly name: string;
  /** The parameters set in its parameter group. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether access from the internet is allowed. */
  readonly isOpen: boolean;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_CommonTasks.Connect.html */
const ENDPOINT = /^([a-z][a-z0-9-]*)\.[a-z0-9]+\.([a-z]{2}(?:-[a-z]+)+-\d)\.rds\.amazonaws\.com$/;

/** Private networks, which are not on the internet. https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((block) =>
  parseCidr(block),
);

/** The database at a host name. @returns undefined when there is none */
export async function factsAt(
  emulated: Emulated,
  host: string,
): Promise<DatabaseFacts | undefined> {
  const [, id, region] = ENDPOINT.exec(host) ?? [];
  if (id === undefined || region === undefined) return undefined;
  if (!(await emulated.regions()).includes(region)) return undefined;
  const rds = await emulated.aws.client(rdsClient, region);
  const found = await instance(rds, id);
  if (found?.Endpoint?.Address?.toLowerCase() !== host) return undefined;
  const login = await loginOf(emulated, found, region);
  const state = found.DBInstanceStatus ?? "unknown";
  const engine = found.Engine ?? "";
  const obstacle =
    engine !== "mysql" && engine !== "mariadb"
      ? `databases of the engine ${engine} do not run on this machine`
      : state !== "available"
        ? `the database is ${state}`
        : login === undefined
          ? "the master password is not in Secrets Manager, so it is not known here"
          : undefined;
  return {
    ...(obstacle !== undefined && { obstacle }),
    resource: `${found.DbiResourceId ?? ""} ${found.InstanceCreateTime?.toISOString() ?? ""}`, // moto: all have the same id
    login: login ?? { user: "", password: "" },
    name: found.DBName ?? "",
    parameters: await parametersOf(rds, found),
    isOpen: await isOpen(emulated, found, region),
  };
}

async function instance(rds: RDS, id: string): Promise<DBInstance | undefined> {
  try {
    return (await rds.describeDBInstances({ DBInstanceIdentifier: id })).DBInstances?.[0];
  } catch (error) {
    if ((error as { name?: string }).name?.startsWith("DBInstanceNotFound") === true)
      return undefined;
    throw error;
  }
}

/** From the secret that RDS manages. */
async function loginOf(
  emulated: Emulated,
  { MasterUsername = "admin", MasterUserSecret }: DBInstance,
  region: string,
): Promise<Login | undefined> {
  const SecretId = MasterUserSecret?.SecretArn;
  if (SecretId === undefined) return undefined;
  const secrets = await emulated.aws.client(secretsManagerClient, region);
  const { SecretString = "{}" } = await secrets.getSecretValue({ SecretId });
  const { password } = JSON.parse(SecretString) as { password?: unknown };
  return typeof password === "string" ? { user: MasterUsername, password } : undefined;
}

async function parametersOf(
  rds: RDS,
  { DBParameterGroups }: DBInstance,
): Promise<Record<string, string>> {
  const DBParameterGroupName = DBParameterGroups?.[0]?.DBParameterGroupName;
  if (DBParameterGroupName === undefined) return {};
  const { Parameters = [] } = await rds.describeDBParameters({
    ...{ DBParameterGroupName, Source: "user" },
  });
  return Object.fromEntries(
    Parameters.flatMap(({ ParameterName, ParameterValue }) =>
      ParameterName === undefined || ParameterValue === undefined
        ? []
        : [[ParameterName, ParameterValue]],
    ),
  );
}

/**
 * Whether access from this machine is allowed. The security group's rules contain the user's own address, which is not known
 * here: a client counts as coming from there if the database has a public address and its groups open the port to any address on
 * the internet.
 */
async function isOpen(
  emulated: Emulated,
  { PubliclyAccessible, VpcSecurityGroups = [], Endpoint }: DBInstance,
  region: string,
): Promise<boolean> {
  const GroupIds = VpcSecurityGroups.flatMap(({ VpcSecurityGroupId: id }) => id ?? []);
  if (PubliclyAccessible !== true || GroupIds.length === 0) return false;
  const ec2 = await emulated.aws.client(ec2Client, region);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupIds });
  const prefixLists = await prefixListsOf(ec2, SecurityGroups);
  const port = Endpoint?.Port ?? 3306;
  return SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions)
    .filter(
      ({ IpProtocol, FromPort = 0, ToPort = 65_535 }) =>
        IpProtocol === "-1" || (IpProtocol === "tcp" && FromPort <= port && port <= ToPort),
    )
    .flatMap(({ IpRanges = [], PrefixListIds = [] }) => [
      ...IpRanges.map(({ CidrIp = "" }) => CidrIp),
      ...PrefixListIds.flatMap(({ PrefixListId = "" }) => prefixLists.get(PrefixListId) ?? []),
    ])
    .some(isPublic);
}

function isPublic(block: string): boolean {
  try {
    const parsed = parseCidr(block);
    return !PRIVATE.some((each) => each.prefix <= parsed.prefix && overlaps(each, parsed));
  } catch {
    return false;
  }
}
