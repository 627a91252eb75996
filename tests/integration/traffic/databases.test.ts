import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { rdsClient } from "../../../aws/rds/client.ts";
import { emulatorEnv } from "../../../engine/emulator/emulator-answer.ts";
import { Databases } from "../../../engine/traffic/databases/databases.ts";
import { databaseProgram } from "../../../engine/traffic/databases/program.ts";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import { Authority } from "../../../engine/traffic/tls/authority.ts";
import { mysqlGreeting } from "../../../labs/rds-mysql/mysql-greeting.ts";
import { CannotTell } from "../../../labs/contract/outcome.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { settled } from "./settled.ts";

const REGION = "ap-northeast-2";
const FROM = "203.0.113.7/32";

/** A database that was made by AWS's API. */
describe("RDS on this machine", () => {
  const { endpoint, unique } = emulatedAws();
  let folder: string;
  let databases: Databases | undefined;
  let aws: Aws;

  before(async function () {
    const program = await databaseProgram();
    if ("reason" in program) {
      console.error(`${program.reason}: its tests are skipped`);
      this.skip();
    }
    folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-databases-"));
    const authority = new Authority(path.join(folder, "tls"));
    databases = new Databases(new Emulated(endpoint()), authority, path.join(folder, "data"));
    aws = new Aws({ region: REGION, env: emulatorEnv(endpoint()) });
  });

  after(async () => {
    await databases?.close();
    if (databases) rmSync(folder, { recursive: true, force: true });
  });

  const at = (host: string) => databases?.at(host, true) ?? assert.fail("there is no MySQL");

  /** @returns its id, its host name, and the id of its security group */
  async function made(further: object = {}, id = unique("db")) {
    const ec2 = await aws.client(ec2Client);
    const { GroupId = "" } = await ec2.createSecurityGroup({
      ...{ GroupName: unique("db"), Description: "class" },
    });
    const rule = { IpProtocol: "tcp", FromPort: 3306, ToPort: 3306 };
    await ec2.authorizeSecurityGroupIngress({
      ...{ GroupId, IpPermissions: [{ ...rule, IpRanges: [{ CidrIp: FROM }] }] },
    });
    const rds = await aws.client(rdsClient);
    const { DBInstance } = await rds.createDBInstance({
      ...{ DBInstanceIdentifier: id, DBInstanceClass: "db.t4g.micro", Engine: "mysql" },
      ...{ AllocatedStorage: 20, MasterUsername: "admin", ManageMasterUserPassword: true },
      ...{ PubliclyAccessible: true, VpcSecurityGroupIds: [GroupId], ...further },
    });
    return { id, group: GroupId, host: DBInstance?.Endpoint?.Address ?? "" };
  }
  const greeting = (address = "") =>
    mysqlGreeting({ host: "127.0.0.1", port: Number(address.split(":")[1]) });

  it("is a server for whom the security group lets in, and gone with its data when it is deleted", async () => {
    const { id, group, host } = await made();
    const { address, isOpen } = await at(host);
    assert.equal(isOpen, true);
    assert.match(await greeting(address), /\d+\.\d+/);
    const ec2 = await aws.client(ec2Client);
    const rule = { IpProtocol: "tcp", FromPort: 3306, ToPort: 3306 };
    await ec2.revokeSecurityGroupIngress({
      ...{ GroupId: group, IpPermissions: [{ ...rule, IpRanges: [{ CidrIp: FROM }] }] },
    });
    await settled();
    await assert.rejects(greeting(address), CannotTell); // no answer, as on AWS
    const data = path.join(folder, "data", host);
    assert.ok(existsSync(data));
    const rds = await aws.client(rdsClient);
    await rds.deleteDBInstance({ DBInstanceIdentifier: id, SkipFinalSnapshot: true });
    for (let looks = 0; existsSync(data) && looks < 100; looks++) await sleep(200);
    assert.ok(!existsSync(data));
    await assert.rejects(greeting(address), /no program answers/);
  });

  it("has nothing of a deleted one of the same identifier", async () => {
    const { id, host } = await made();
    const { address } = await at(host);
    const left = path.join(folder, "data", host, "data/left");
    writeFileSync(left, "");
    const rds = await aws.client(rdsClient);
    await rds.deleteDBInstance({ DBInstanceIdentifier: id, SkipFinalSnapshot: true });
    assert.equal((await made({}, id)).host, host);
    await settled();
    assert.equal((await at(host)).address, address);
    assert.ok(!existsSync(left));
    assert.match(await greeting(address), /\d+\.\d+/);
  });

  it("is nowhere for whom it has no public address, and says why it does not run", async () => {
    const { host } = await made({ PubliclyAccessible: false });
    const closed = await at(host);
    assert.equal(closed.isOpen, false);
    const { host: unknown } = await made({
      ...{ ManageMasterUserPassword: false, MasterUserPassword: "password1" },
    });
    assert.match((await at(unknown)).reason ?? "", /not in Secrets Manager/);
    const none = await at("none.a.ap-northeast-2.rds.amazonaws.com");
    assert.match(none.reason ?? "", /no database has the address/);
  });
});
