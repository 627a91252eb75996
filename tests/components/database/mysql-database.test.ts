import assert from "node:assert/strict";
import {
  MysqlDatabase,
  type MysqlDatabaseArgs,
} from "../../../components/database/mysql-database.ts";
import { ignoredChanges, ofType, only, record, run } from "../../support/mocks.ts";

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";

const required = { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-c"], finalSnapshot: false };
const make = (args: Partial<MysqlDatabaseArgs> = {}) =>
  record(() => new MysqlDatabase("db", { ...required, ...args }));

const instance = async (args: Partial<MysqlDatabaseArgs> = {}) =>
  only(await make(args), "aws:rds/instance:Instance").inputs;

/** Who may connect, by the rule's name. */
const rules = async (args: Partial<MysqlDatabaseArgs>) =>
  Object.fromEntries(
    ofType(await make(args), RULE).map(({ name, inputs }) => [
      name,
      String(inputs.cidrIpv4 ?? inputs.referencedSecurityGroupId),
    ]),
  );

const parameters = async (args: Partial<MysqlDatabaseArgs> = {}) => {
  const { inputs } = only(await make(args), "aws:rds/parameterGroup:ParameterGroup");
  const list = inputs.parameters as { name: string; value: string }[];
  return { family: String(inputs.family), values: new Map(list.map((p) => [p.name, p.value])) };
};

describe("MysqlDatabase", () => {
  it("is MySQL 8.4, small, on 20 encrypted GiB of gp3", async () => {
    const i = await instance();
    assert.deepEqual([i.engine, i.engineVersion], ["mysql", "8.4"]);
    assert.equal(i.instanceClass, "db.t4g.micro");
    assert.deepEqual([i.allocatedStorage, i.storageType, i.storageEncrypted], [20, "gp3", true]);
    assert.deepEqual([i.multiAz, i.performanceInsightsEnabled], [false, false]);
  });

  it("lets AWS make and keep the password", async () => {
    const i = await instance();
    assert.equal(i.manageMasterUserPassword, true);
    assert.equal(i.password, undefined);
  });

  it("is private, and in the given subnets", async () => {
    const resources = await make();
    const subnets = only(resources, "aws:rds/subnetGroup:SubnetGroup");
    assert.deepEqual(subnets.inputs.subnetIds, ["subnet-a", "subnet-c"]);
    assert.equal(only(resources, "aws:rds/instance:Instance").inputs.publiclyAccessible, false);
  });

  it("stays in its subnets, which AWS lets no database leave", async () => {
    const type = "aws:rds/subnetGroup:SubnetGroup";
    const ignored = await ignoredChanges(type, (opts) => new MysqlDatabase("db", required, opts));
    assert.deepEqual(ignored, ["subnetIds"]);
  });

  it("lets nobody in until told", async () => {
    assert.deepEqual(await rules({}), {});
  });

  it("lets clients in by group and by private block, on MySQL's port alone", async () => {
    const args = { clientGroups: { web: "sg-1" }, clientCidrs: ["10.0.0.0/16"] };
    assert.deepEqual(await rules(args), { "db-web": "sg-1", "db-10.0.0.0/16": "10.0.0.0/16" });
    for (const { inputs } of ofType(await make(args), RULE))
      assert.deepEqual([inputs.ipProtocol, inputs.fromPort, inputs.toPort], ["tcp", 3306, 3306]);
  });

  it("is public only for named blocks and a reason", async () => {
    const publicAccess = { reason: "lab: Workbench from the classroom", cidrs: ["203.0.113.7/32"] };
    assert.equal((await instance({ publicAccess })).publiclyAccessible, true);
    assert.deepEqual(await rules({ publicAccess }), { "db-203.0.113.7/32": "203.0.113.7/32" });
  });

  it("speaks utf8mb4, over TLS alone", async () => {
    const { family, values } = await parameters();
    assert.equal(family, "mysql8.4");
    assert.equal(values.get("character_set_server"), "utf8mb4");
    assert.equal(values.get("require_secure_transport"), "1");
    assert.equal(values.get("slow_query_log"), undefined);
  });

  it("sends logs to groups of its own, which end, and writes slow queries down for that", async () => {
    const args: Partial<MysqlDatabaseArgs> = { logs: ["error", "slowquery"] };
    const groups = ofType(await make(args), LOGS).map(({ inputs }) => inputs);
    assert.deepEqual(groups.map(({ name }) => String(name)).sort(), [
      "/aws/rds/instance/db-0123456/error",
      "/aws/rds/instance/db-0123456/slowquery",
    ]);
    for (const { retentionInDays } of groups) assert.equal(retentionInDays, 7);
    assert.deepEqual((await instance(args)).enabledCloudwatchLogsExports, ["error", "slowquery"]);
    assert.equal((await parameters(args)).values.get("slow_query_log"), "1");
    assert.deepEqual(ofType(await make(), LOGS), []);
  });

  it("leaves a snapshot behind only when told, under a name of this deployment", async () => {
    assert.equal((await instance()).skipFinalSnapshot, true);
    const i = await instance({ finalSnapshot: true });
    assert.equal(i.skipFinalSnapshot, false);
    assert.equal(i.finalSnapshotIdentifier, "db-0123456-final");
  });

  it("keeps backups a day, and not after its end, unless told otherwise", async () => {
    const i = await instance();
    assert.deepEqual([i.backupRetentionPeriod, i.deleteAutomatedBackups], [1, true]);
    const kept = await instance({ backupRetentionDays: 7, keepAutomatedBackups: true });
    assert.deepEqual([kept.backupRetentionPeriod, kept.deleteAutomatedBackups], [7, false]);
  });

  it("passes on what a class may change", async () => {
    const i = await instance({
      instanceClass: "db.t3.small",
      allocatedStorageGiB: 30,
      maxAllocatedStorageGiB: 100,
      multiAz: true,
      deletionProtection: true,
      applyImmediately: false,
    });
    assert.deepEqual(
      [i.instanceClass, i.allocatedStorage, i.maxAllocatedStorage],
      ["db.t3.small", 30, 100],
    );
    assert.deepEqual([i.multiAz, i.deletionProtection, i.applyImmediately], [true, true, false]);
  });

  it("changes now, without another identity", async () => {
    const identity = ({
      identifier,
      dbName,
      username,
      dbSubnetGroupName,
    }: Record<string, unknown>) => [identifier, dbName, username, dbSubnetGroupName];
    const [before, after] = [
      await instance(),
      await instance({ instanceClass: "db.t3.small", backupRetentionDays: 7, logs: ["error"] }),
    ];
    assert.equal(after.applyImmediately, true);
    assert.deepEqual(identity(after), identity(before));
  });

  it("says how to connect, without the password", async () => {
    const { result } = await run(() => {
      const login = { databaseName: "shop", username: "teacher" };
      const database = new MysqlDatabase("db", { ...required, ...login });
      const { endpoint, port, masterSecretArn, workbench, tunnel } = database;
      return { endpoint, port, masterSecretArn, workbench, tunnel };
    });
    assert.equal(result.endpoint, "db.rds.example.com:3306");
    assert.equal(result.port, 3306);
    assert.equal(result.masterSecretArn, "arn:aws:mock:secret/db");
    for (const part of [/Hostname: +127\.0\.0\.1/, /Username: +teacher/, /Schema: +shop/])
      assert.match(result.workbench, part);
    assert.match(result.tunnel ?? "", /host=db\.rds\.example\.com,/);
  });

  const mistakes: [string, Partial<MysqlDatabaseArgs>, RegExp][] = [
    ["one subnet", { subnetIds: ["subnet-a"] }, /subnetIds: 1 given, RDS needs two/],
    ["little storage", { allocatedStorageGiB: 10 }, /allocatedStorageGiB 10 is not valid/],
    ["storage without room to grow", { maxAllocatedStorageGiB: 21 }, /at least 22, a tenth more/],
    ["too many days of backups", { backupRetentionDays: 36 }, /backupRetentionDays 36/],
    [
      "an EC2 instance class",
      { instanceClass: "t3.micro" },
      /"t3.micro" is not valid: .* db.t3.micro/,
    ],
    ["a schema with a hyphen", { databaseName: "my-db" }, /databaseName "my-db" is not valid/],
    ["a long user name", { username: "a".repeat(17) }, /username .* 16 at most/],
    [
      "public clients without a reason",
      { clientCidrs: ["203.0.113.0/24"] },
      /is not private; use publicAccess/,
    ],
    ["everybody as a client", { clientCidrs: ["0.0.0.0/0"] }, /0.0.0.0\/0 is not private/],
    ["a block wider than the private one", { clientCidrs: ["192.168.0.0/15"] }, /is not private/],
    [
      "public access with a blank reason",
      { publicAccess: { reason: "", cidrs: ["0.0.0.0/0"] } },
      /publicAccess.reason is blank/,
    ],
    ["public access for nobody", { publicAccess: { reason: "lab", cidrs: [] } }, /cidrs is empty/],
    ["a malformed block", { clientCidrs: ["10.0.0.1/16"] }, /did you mean 10.0.0.0\/16/],
    ["a block twice", { clientCidrs: ["10.0.0.0/16", "10.0.0.0/16"] }, /given twice/],
  ];
  for (const [what, args, message] of mistakes)
    it(`refuses ${what}`, async () => {
      await assert.rejects(make(args), message);
    });
});
