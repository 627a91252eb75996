import assert from "node:assert/strict";
import { SCHEDULE, SCHEDULE_GROUP } from "../../aws/scheduler/types.ts";
import { findingsOf } from "../../classroom/mocks/findings.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { classOf, recordLabs } from "../support/labs.ts";
import { inputsOf, ofType, only, type Recorded } from "../support/mocks.ts";

const NEEDS: Readonly<Record<string, string>> = { "load-test": "load-balancer" };

/** These labs, with what they need, watched over. */
const watchedLabs = async (...ids: string[]): Promise<Recorded[]> => {
  const labs = catalogue.filter(
    ({ id }) => ids.includes(id) || ids.some((each) => NEEDS[each] === id),
  );
  const on = labs.map((lab) => [lab, {}] as const);
  return (await recordLabs(on, { watchdog: true })).resources;
};

/** Names of what is watched. */
const watched = async (...ids: string[]): Promise<string[]> =>
  ofType(await watchedLabs(...ids), SCHEDULE)
    .map(({ name }) => name.replace(/^watchdog-/, ""))
    .sort();

const input = (resources: Recorded[], name: string): unknown => {
  const target = inputsOf(resources, SCHEDULE, "target")[`watchdog-${name}`] as { input: string };
  return JSON.parse(target.input);
};

describe("the class's watchdog", () => {
  it("stops servers, groups and databases, and writes to the class's e-mail", async () => {
    const labs = ["linux-server", "auto-scaling", "rds-mysql", "static-site"];
    assert.deepEqual(await watched(...labs), [
      "autoscaling-auto-scaling",
      "ec2-linux-server",
      "message",
      "rds-rds-mysql",
    ]);
  });

  it("stops servers in instances and groups of what AWS made, by the ids that AWS tells", async () => {
    const labs = ["cloudformation-ec2", "cloudformation-web", "elastic-beanstalk"];
    const resources = await watchedLabs(...labs);
    assert.deepEqual(input(resources, "cloudformation-cloudformation-ec2"), {
      InstanceIds: ["i-0123456789abcdef0"],
    });
    assert.deepEqual(input(resources, "elasticbeanstalk-elastic-beanstalk"), {
      AutoScalingGroupName: "awseb-elastic-beanstalk-AWSEBAutoScalingGroup",
      MinSize: 0,
      MaxSize: 0,
      DesiredCapacity: 0,
    });
  });

  it("stops the server of a second region in its region", async () => {
    const regions = inputsOf(await watchedLabs("vpc-peering"), SCHEDULE, "region");
    assert.equal(regions["watchdog-ec2-vpc-peering-requester"], "ap-northeast-2");
    assert.equal(regions["watchdog-ec2-vpc-peering-accepter"], "ap-northeast-1");
  });

  it("stops at class:expires, and tells the stack in a subject that SNS takes", async () => {
    const resources = await watchedLabs("linux-server");
    const at = new Set(Object.values(inputsOf(resources, SCHEDULE, "scheduleExpression")));
    assert.deepEqual([...at], ["at(2099-12-31T09:00:00)"]);
    const { Subject, Message } = input(resources, "message") as Record<string, string>;
    assert.match(Subject ?? "", /^[\x20-\x7e]{1,99}$/);
    assert.match(Message ?? "", /^ {2}ec2-linux-server \(linux-server-id\)$/m);
    assert.match(Message ?? "", /npm run down -- --stack test/);
  });

  it("names commands that work: for students' stacks, and the class's own, those of the whole class", async () => {
    const on = catalogue.filter(({ id }) => id === "linux-server").map((lab) => [lab, {}] as const);
    const callsIn = async (changes: Partial<ClassConfig>) => {
      const { resources } = await recordLabs(on, { watchdog: true, ...changes });
      const { Message = "" } = input(resources, "message") as Record<string, string>;
      return Message.match(/npm .*\S/g);
    };
    const [close, extend] = [
      "npm run class -- close --class dev",
      "npm run class -- extend --class dev --by 2h",
    ];
    const ofStudent = "npm run class -- solve --class dev   (restores the groups)";
    const student = await callsIn({ stack: "dev-s01", student: "s01" });
    assert.deepEqual(student, [close, extend, ofStudent]);
    const own = "npm run class -- solve --stack dev   (restores the groups)";
    assert.deepEqual(await callsIn({ stack: "dev", each: {} }), [close, extend, own]);
    const alone = ["npm run down -- --stack dev", "npm start -- --stack dev --extend 2h", own];
    assert.deepEqual(await callsIn({ stack: "dev" }), alone);
  });

  it("carries the class's tags, by which it is found", async () => {
    const { inputs } = only(await watchedLabs("linux-server"), SCHEDULE_GROUP);
    const { lab, ...tags } = inputs.tags as Record<string, string>;
    assert.equal(lab, "watchdog");
    assert.equal(tags["class-id"], "tests2222222");
  });

  it("is not there where nothing can be stopped, or it is switched off", async () => {
    assert.deepEqual(await watched("static-site", "dynamodb"), []);
    const on = catalogue.filter(({ id }) => id === "linux-server").map((lab) => [lab, {}] as const);
    const { resources } = await recordLabs(on, { watchdog: false });
    assert.deepEqual(ofType(resources, SCHEDULE_GROUP), []);
  });

  it("watches everything that runs in all labs together, each by a name of its own", async function () {
    this.timeout(20_000);
    const resources = await watchedLabs(...catalogue.map(({ id }) => id));
    const stopped = [
      "aws:ec2/instance:Instance",
      "aws:autoscaling/group:Group",
      "aws:rds/instance:Instance",
      "aws:cloudformation/stack:Stack",
      "aws:elasticbeanstalk/environment:Environment",
    ];
    const running = stopped.flatMap((type) => ofType(resources, type));
    const names = ofType(resources, SCHEDULE).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, running.length + 1); // the message
  });

  it("violates no rule of its own", async () => {
    const on = catalogue.filter(({ id }) => id === "linux-server").map((lab) => [lab, {}] as const);
    const findings = async (watchdog: boolean) => findingsOf(classOf(on, { watchdog }));
    assert.deepEqual(await findings(true), await findings(false));
  });
});
