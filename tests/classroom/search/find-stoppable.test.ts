import assert from "node:assert/strict";
import { studentClassId } from "../../../infra/class-id.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { Claim } from "../../../classroom/search/claim.ts";
import { findStoppable } from "../../../classroom/search/find-stoppable.ts";
import { INSTANCE } from "../../../aws/ec2/types.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";

const ID = "abcdefgh2345";
const CLASS = { class: IDENTITY.name };

/** Ids of those servers with these tags that a freeze would stop: i-0, i-1, ... */
async function stopped(
  tags: readonly Readonly<Record<string, string>>[],
  whose: Partial<Claim> = { students: new Map([["s01", studentClassId(ID, "s01")]]) },
): Promise<readonly string[]> {
  const Instances = tags.map((each, at) => ({
    ...{ InstanceId: `i-${at}`, InstanceType: "t3.micro", State: { Name: "running" } },
    ...{ VpcId: "vpc-default", LaunchTime: new Date() },
    Tags: Object.entries(each).map(([Key, Value]) => ({ Key, Value })),
  }));
  const { found } = await look(Instances, whose);
  return found;
}

const STUDENTS = { students: new Map([["s01", studentClassId(ID, "s01")]]) };

/** What a freeze would stop of these servers, and what it would leave, by id. */
async function look(
  Instances: readonly object[],
  whose: Partial<Claim> = STUDENTS,
  lookupEvents: Answer = () => ({}),
) {
  const answers = {
    paginateDescribeInstances: () => ({ Reservations: [{ Instances }] }),
    lookupEvents,
  };
  const { found, doubtful } = await findStoppable(
    {
      aws: fakeAws(answers),
      regions: [IDENTITY.region],
      claim: {
        ...{ id: ID, className: IDENTITY.name, environment: "dev" },
        ...{ ledger: new Ledger([]), present: new Ledger([]), ...whose },
      },
    },
    { pauseMs: 0 },
  );
  return {
    found: found.map(({ thing }) => thing.id),
    doubtful: [...doubtful].map(([{ thing }, why]) => [thing.id, why]),
  };
}

const OF_STUDENT = { ...CLASS, student: "s01" };

/** A running server with these tags. */
const server = (InstanceId: string, tags: Readonly<Record<string, string>>, more: object = {}) => ({
  ...{ InstanceId, InstanceType: "t3.micro", State: { Name: "running" } },
  ...{ LaunchTime: new Date(), Tags: itemsOf(tags, "Key", "Value"), ...more },
});

const itemsOf = (tags: Readonly<Record<string, string>>, key: string, value: string) =>
  Object.entries(tags).map(([name, its]) => ({ [key]: name, [value]: its }));

/** CloudTrail's event of the launch of a server with these tags. */
const launched = (instanceId: string, tags: Readonly<Record<string, string>>) => ({
  EventName: "RunInstances",
  CloudTrailEvent: JSON.stringify({
    requestParameters: {
      tagSpecificationSet: { items: [{ tags: itemsOf(tags, "key", "value") }] },
    },
    responseElements: { instancesSet: { items: [{ instanceId }] } },
  }),
});

describe("what a freeze can stop", () => {
  it("is what a student has launched by hand outside of the class's network", async () => {
    assert.deepEqual(await stopped([{ ...CLASS, student: "s01" }]), ["i-0"]);
  });

  it("is that of a student with an account of the own, too", async () => {
    const own = { id: studentClassId(ID, "s01"), student: "s01" };
    assert.deepEqual(await stopped([{ ...CLASS, student: "s01" }], own), ["i-0"]);
  });

  it("is what carries the class's id or that of a student's stack", async () => {
    const ids = [ID, studentClassId(ID, "s01"), studentClassId(ID, "s02")];
    const tags = ids.map((id) => ({ ...CLASS, "class-id": id }));
    assert.deepEqual(await stopped(tags), ["i-0", "i-1"]);
  });

  it("is not what somebody has given the class's tags after its launch", async () => {
    const own = { ...CLASS, "class-id": ID };
    const servers = [
      server("i-student", OF_STUDENT),
      server("i-class", own),
      server("i-forged", OF_STUDENT),
      server("i-forged-id", own),
      server("i-unknown", OF_STUDENT),
    ];
    const events: Readonly<Record<string, object>> = {
      "i-student": launched("i-student", OF_STUDENT),
      "i-class": launched("i-class", own),
      "i-forged": launched("i-forged", { ...OF_STUDENT, student: "s09" }),
      "i-forged-id": launched("i-forged-id", { Name: "payroll" }),
    };
    const { found, doubtful } = await look(servers, STUDENTS, ({ name }) => ({
      Events: [events[String(name)] ?? []].flat(),
    }));
    assert.deepEqual(found, ["i-student", "i-class", "i-unknown"]);
    assert.deepEqual(doubtful, [
      ["i-forged", "it got the class's tags after it was created"],
      ["i-forged-id", "it got the class's tags after it was created"],
    ]);
  });

  it("asks CloudTrail about nothing that the record has", async () => {
    const ledger = new Ledger([{ type: INSTANCE, region: IDENTITY.region, ids: ["i-1"] }]);
    const own = { ...CLASS, "class-id": ID };
    const { found } = await look([server("i-1", own)], { ...STUDENTS, ledger }, ({ name }) =>
      assert.fail(`asked about ${String(name)}`),
    );
    assert.deepEqual(found, ["i-1"]);
  });

  it("goes on where CloudTrail does not answer", async () => {
    const refuse = () => {
      throw new Error("AccessDeniedException");
    };
    const { found } = await look([server("i-1", OF_STUDENT)], STUDENTS, refuse);
    assert.deepEqual(found, ["i-1"]);
  });

  it("is not what was launched before the class and started since, whatever its tags say", async () => {
    const [begun, earlier] = ["2026-11-01T00:00:00Z", "2026-06-01T00:00:00Z"];
    const ledger = new Ledger([
      { type: "t", region: IDENTITY.region, ids: ["x"], created: begun, seen: begun },
    ]);
    const BlockDeviceMappings = [{ Ebs: { AttachTime: new Date(earlier) } }, {}];
    const old = server("i-old", OF_STUDENT, { BlockDeviceMappings });
    const { found } = await look([old, server("i-new", OF_STUDENT)], { ...STUDENTS, ledger });
    assert.deepEqual(found, ["i-new"]);
  });

  it("is not what the record has and somebody has given another class's tags, but is named", async () => {
    const ledger = new Ledger([{ type: INSTANCE, region: IDENTITY.region, ids: ["i-1"] }]);
    const others = { ...CLASS, "class-id": "zzzzzzzz2345" };
    const { found, doubtful } = await look([server("i-1", others)], { ...STUDENTS, ledger });
    assert.deepEqual(found, []);
    assert.deepEqual(doubtful, [["i-1", "in the record, tagged as another's"]]);
  });

  it("is nothing of another class, of a stranger or without tags", async () => {
    const others: Readonly<Record<string, string>>[] = [
      { class: "another", student: "s01" },
      { ...CLASS, student: "s09" },
      { ...CLASS, student: "s01", "class-id": "zzzzzzzz2345" },
      { ...CLASS, student: "s01", environment: "prod" },
      CLASS,
      {},
    ];
    assert.deepEqual(await stopped(others), []);
  });
});
