import assert from "node:assert/strict";
import { studentClassId } from "../../../infra/class-id.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { Claim } from "../../../classroom/search/claim.ts";
import { findStoppable } from "../../../classroom/search/find-stoppable.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
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
  const { found } = await findStoppable({
    aws: fakeAws({ paginateDescribeInstances: () => ({ Reservations: [{ Instances }] }) }),
    regions: [IDENTITY.region],
    claim: {
      ...{ id: ID, className: IDENTITY.name, environment: "dev" },
      ...{ ledger: new Ledger([]), present: new Ledger([]), ...whose },
    },
  });
  return found.map(({ thing }) => thing.id);
}

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
