import assert from "node:assert/strict";
import { studentClassId } from "../../infra/class-id.ts";
import { studentStack } from "../../infra/students/settings.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { companionsOf, inventory, MORE, recordLabs } from "../support/labs.ts";
import { ofType } from "../support/mocks.ts";
import { physicalNames } from "../support/physical-names.ts";

const NETWORK = {
  vpcId: "vpc-0a1",
  cidrBlock: "10.0.0.0/16",
  publicSubnetIds: ["subnet-0a1", "subnet-0a2"],
  privateSubnetIds: ["subnet-0b1", "subnet-0b2"],
};

/** Labs whose names a class gives, `{student}` in them: records and sites of one domain. */
const NAMED_BY_SETTINGS = ["dns-zone", "domain-site"];

/** The stack of one of the students who share an account. */
function recordStudent(id: string, ids: readonly string[]) {
  const labs = catalogue.filter((lab) => ids.includes(lab.id));
  return recordLabs(
    labs.flatMap((lab) => [[lab, MORE[lab.id] ?? {}] as const, ...companionsOf(lab)]),
    {
      student: id,
      stack: studentStack("prod", id),
      id: studentClassId("tests2222222", id),
      shared: {
        network: NETWORK,
        groupName: "students",
        boundaryArn: "arn:aws:iam::123456789012:policy/students",
      },
    },
  );
}

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
    const ids = catalogue.map(({ id }) => id).filter((id) => !NAMED_BY_SETTINGS.includes(id));
    // What ends with these digits is Pulumi's to name, with others each time.
    const seen = new Map<string, string>();
    for (const [at, id] of ALIKE.entries()) {
      const { resources } = await recordStudent(id, at < 2 ? ids : FIXED_NAMES);
      for (const name of physicalNames(resources).filter((each) => !each.endsWith("-0123456"))) {
        assert.equal(seen.get(name), undefined, `${name} of ${id}`);
        seen.set(name, id);
      }
    }
    assert.ok(seen.size >= 3 * ALIKE.length, `${seen.size} names`);
  });

  it("has a class id of its own for each of a thousand students", () => {
    const ids = Array.from({ length: 1000 }, (_, at) => studentClassId("tests2222222", `s${at}`));
    assert.equal(new Set(ids).size, 1000);
  });
});

/** Ids that are one if a name takes only the beginning of one, its end, or its digits as a number. */
const ALIKE = ["s001", "s002", "s010", "s011", "s100", "s01", "s1", "t001", "s0001"];

/** The labs that name something themselves. */
const FIXED_NAMES = ["dynamodb", "iam-users", "cloudwatch-alarm"];
