import assert from "node:assert/strict";
import { studentClassId } from "../../infra/class-id.ts";
import { inventory } from "../support/labs.ts";
import { ofType } from "../support/mocks.ts";
import { namesOf, NETWORK, recordStudent } from "../support/names/student-stacks.ts";

describe("the program of a student's stack", () => {
  it("stands in the class's network, and makes none", async () => {
    const { resources } = await recordStudent("s01", ["linux-server", "rds-mysql"]);
    assert.equal(inventory(resources)["aws:ec2/vpc:Vpc"], undefined);
    const [server] = ofType(resources, "aws:ec2/instance:Instance");
    assert.equal(server?.inputs.subnetId, "subnet-0a1");
    const [groups] = ofType(resources, "aws:rds/subnetGroup:SubnetGroup");
    assert.deepEqual(groups?.inputs.subnetIds, NETWORK.publicSubnetIds);
  });

  it("tags what it makes with the student", async () => {
    const { resources } = await recordStudent("s01", ["linux-server"]);
    const [server] = ofType(resources, "aws:ec2/instance:Instance");
    const tags = server?.inputs.tags as Record<string, string>;
    assert.deepEqual(
      [tags.student, tags["class-id"]],
      ["s01", studentClassId("tests2222222", "s01")],
    );
  });

  it("lets the names of buckets begin with the stack's", async () => {
    const { resources } = await recordStudent("s01", ["s3-bucket", "s3-backup"]);
    const prefixes = ofType(resources, "aws:s3/bucket:Bucket").map(
      ({ inputs }) => inputs.bucketPrefix,
    );
    assert.deepEqual(prefixes, ["prod-s01-s3-bucket-", "prod-s01-s3-backup-"]);
  });

  it("gives no two students one name, however alike their ids are", async function () {
    this.timeout(60_000);
    const seen = await namesOf(ALIKE);
    assert.ok(seen.size >= 3 * ALIKE.length, `${seen.size} names`);
  });

  it("has a class id of its own for each of a thousand students", () => {
    const ids = Array.from({ length: 1000 }, (_, at) => studentClassId("tests2222222", `s${at}`));
    assert.equal(new Set(ids).size, 1000);
  });
});

/** Ids that are one if a name takes only the beginning of one, its end, or its digits as a number. */
const ALIKE = ["s001", "s002", "s010", "s011", "s100", "s01", "s1", "t001", "s0001"];
