import { rdsClient } from "../../aws/rds/client.ts";
import { CannotTell, expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { mysqlGreeting } from "./mysql-greeting.ts";
import { rulesFor } from "../kit/server/security-groups.ts";
import { expectValues, recorded } from "../kit/values.ts";

const MYSQL = 3306;

/** What Korean text and emoji need, and what keeps passwords off the wire. */
const PARAMETERS = {
  character_set_server: "utf8mb4",
  collation_server: "utf8mb4_0900_ai_ci",
  require_secure_transport: "1",
};

const TEXT_IS_KEPT = "the parameter group keeps Korean text (utf8mb4) and asks for TLS";

export const proof: Proof = {
  checks: [
    {
      name: "the database is available, at the endpoint that Workbench is told",
      hint: "a database takes ten minutes to come, and is away while a change restarts it: look at its Events",
      async run(subject) {
        const { lab } = subject;
        const { DBInstanceStatus, Endpoint, EngineVersion } = await database(subject);
        expect(DBInstanceStatus === "available", `it is ${DBInstanceStatus ?? "unknown"}`);
        const { Address = "", Port = 0 } = Endpoint ?? {};
        const endpoint = `${Address}:${Port}`;
        expect(endpoint === lab.text("endpoint"), `it is at ${endpoint}`);
        expect(lab.text("workbench").includes(Address), "the text for Workbench names another");
        return `MySQL ${EngineVersion ?? ""} at ${endpoint}`;
      },
    },
    {
      name: "its storage, backups, protection and address are as set",
      hint: "somebody modified the database: compare it with the lab's settings; npm run class -- solve changes it back, in place",
      async run(subject) {
        const { lab, config } = subject;
        const { settings } = lab;
        const seen = await database(subject);
        expectValues(
          { ...seen },
          {
            DBInstanceClass: settings.instanceClass,
            AllocatedStorage: settings.allocatedStorageGiB,
            StorageEncrypted: true,
            BackupRetentionPeriod: settings.backupRetentionDays,
            PubliclyAccessible: settings.publicAccess !== undefined,
            DeletionProtection: config.protect,
          },
        );
        const zones = (seen.DBSubnetGroup?.Subnets ?? []).map(
          ({ SubnetAvailabilityZone }) => SubnetAvailabilityZone?.Name,
        );
        expect(new Set(zones).size >= 2, `its subnets are in ${zones.join(", ")} only`);
        return `${seen.DBInstanceClass ?? ""}, ${seen.AllocatedStorage ?? 0} GiB, over ${zones.join(", ")}`;
      },
    },
    {
      name: "MySQL's port is open to the class's network, and to whom publicAccess names",
      hint: "compare the inbound rules of the database's security group with what was seen, or npm run class -- solve",
      async run(subject) {
        const { lab, config } = subject;
        const group = lab.one("aws:ec2/securityGroup:SecurityGroup").id;
        const sources = await rulesFor(subject, MYSQL, group);
        const { cidrs } = (lab.settings.publicAccess ?? { cidrs: [] }) as { cidrs: string[] };
        const wanted = [config.network.cidrBlock, ...cidrs].sort();
        const seen = sources.sort().join(", ") || "nobody";
        expect(seen === wanted.join(", "), `open to ${seen}, not to ${wanted.join(", ")}`);
        return seen;
      },
    },
    {
      name: TEXT_IS_KEPT,
      hint: "set the parameters back (RDS > Parameter groups), or npm run class -- solve; text stored meanwhile as ? is lost",
      async run(subject) {
        const { lab, aws } = subject;
        const rds = await aws.client(rdsClient);
        const DBParameterGroupName = parameterGroup(lab);
        const used = (await database(subject)).DBParameterGroups?.[0]?.DBParameterGroupName;
        expect(used === DBParameterGroupName, `the database uses ${used ?? "no group"}`);
        const { Parameters = [] } = await rds.describeDBParameters({
          DBParameterGroupName,
          Source: "user",
        });
        const seen = Parameters.map(
          ({ ParameterName = "", ParameterValue }) => [ParameterName, ParameterValue] as const,
        );
        expectValues(Object.fromEntries(seen), PARAMETERS);
        return Object.values(PARAMETERS).join(", ");
      },
    },
    {
      name: "AWS keeps the master password in Secrets Manager",
      hint: "set Manage master credentials in AWS Secrets Manager of the database, or npm run class -- solve",
      async run(subject) {
        const { MasterUserSecret } = await database(subject);
        const { SecretArn, SecretStatus = "unknown" } = MasterUserSecret ?? {};
        expect(SecretArn, "the database has no managed password");
        const wanted = subject.lab.text("masterSecretArn");
        expect(SecretArn === wanted, `the password is in ${SecretArn}, the lab names ${wanted}`);
        expect(["active", "rotating"].includes(SecretStatus), `the secret is ${SecretStatus}`);
        return SecretStatus;
      },
    },
    {
      name: "MySQL answers at the endpoint",
      hint: "nobody answers: is your address in publicAccess.cidrs? (curl https://checkip.amazonaws.com)",
      async run(subject) {
        needsTraffic(subject);
        if (subject.lab.settings.publicAccess === undefined)
          throw new CannotTell("the database is private: ask it from a server in its network");
        const { Endpoint } = await database(subject);
        // Its greeting, before any log-in: a SELECT would need a MySQL client here.
        const version = await mysqlGreeting(Endpoint?.Address ?? "", Endpoint?.Port ?? MYSQL);
        return `MySQL ${version} greets; log in and SELECT with Workbench`;
      },
    },
  ],
  fault: {
    does: "the character set of new tables becomes latin1: Korean text turns into ?",
    foundBy: TEXT_IS_KEPT,
    async make({ lab, aws }) {
      const rds = await aws.client(rdsClient);
      await rds.modifyDBParameterGroup({
        DBParameterGroupName: parameterGroup(lab),
        Parameters: [
          {
            ParameterName: "character_set_server",
            ParameterValue: "latin1",
            ApplyMethod: "immediate",
          },
        ],
      });
    },
  },
};

const parameterGroup = (lab: Subject["lab"]): string =>
  recorded(lab.one("aws:rds/parameterGroup:ParameterGroup"), "name");

async function database({ lab, aws }: Subject) {
  const rds = await aws.client(rdsClient);
  const DBInstanceIdentifier = recorded(lab.one("aws:rds/instance:Instance"), "identifier");
  const { DBInstances: [found] = [] } = await rds.describeDBInstances({ DBInstanceIdentifier });
  if (!found) throw new Failure(`there is no database ${DBInstanceIdentifier}`);
  return found;
}
