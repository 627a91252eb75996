import assert from "node:assert/strict";
import { leftoversUntilClean } from "../../classroom/search/deleting.ts";
import { findLeftovers, stackSearch } from "../../classroom/search/find-leftovers.ts";
import { noteHeld } from "../../classroom/stack/held-resources.ts";
import { LedgerFile } from "../../classroom/stack/ledger.ts";
import { TestStack } from "../support/engine/stack.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Of every service that the labs use, at least one. */
const LABS = [
  "ami",
  "auto-scaling",
  "billing",
  "cdn",
  "cloudformation-ec2",
  "cloudwatch-alarm",
  "codedeploy",
  "dns-zone",
  "dynamodb",
  "ebs-snapshot",
  "efs",
  "elastic-beanstalk",
  "iam-role",
  "iam-users",
  "load-balancer",
  "rds-mysql",
  "s3-backup",
  "scale-up",
  "vpc-manual",
  "vpc-peering",
];

/** Only leftovers can take away a class whose record is lost: everything in it is one. */
describe("a class whose stack was lost", function () {
  this.timeout("20m");
  this.bail(true);
  const temporary = temporaryFolder();
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
    await stack.up({ "class:labs": Object.fromEntries(LABS.map((id) => [id, true])) });
  });
  after(() => stack.stop());

  it("has no leftovers as long as its record is there", async () => {
    const { stack: its, config, aws } = stack.open();
    const file = new LedgerFile("local", temporary.path);
    const present = await noteHeld(its, config.region, file);
    const look = await findLeftovers(stackSearch(config, aws, file, { present }));
    assert.deepEqual(look, { found: [], unseen: [] });
  });

  it("is deleted whole, whatever depends on what", async () => {
    const { stack: its, config, aws } = stack.open();
    const file = new LedgerFile("local", temporary.path);
    await noteHeld(its, config.region, file);
    const end = await leftoversUntilClean(stackSearch(config, aws, file), {
      deleting: true,
      report: () => undefined,
      sleep: () => Promise.resolve(),
    });
    assert.deepEqual([end.clean, end.found, end.unseen], [true, [], []]);
    const left = await stack.inventory();
    // The account's own policy is for all classes.
    assert.deepEqual(
      left.filter((line) => !line.startsWith("iam/AccountPasswordPolicy ")),
      [],
    );
  });
});
