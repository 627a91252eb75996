import assert from "node:assert/strict";
import { studentClassId } from "../../../infra/class-id.ts";
import { readPrices } from "../../../classroom/pricing/price-table.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { strays } from "../../../classroom/spending/strays.ts";
import { spent } from "../../../classroom/spending/spent.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { ago, END, NOW, REGION } from "./support.ts";

const CLASS_ID = "abcdefgh2345";

/** A running server of type t3.micro with these tags, launched two hours ago. */
const server = (InstanceId: string, tags: Readonly<Record<string, string>>) => ({
  ...{ InstanceId, InstanceType: "t3.micro", State: { Name: "running" } },
  LaunchTime: new Date(ago(2)),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

const volume = (VolumeId: string, tags: Readonly<Record<string, string>>) => ({
  ...{ VolumeId, Size: 730, VolumeType: "gp3", CreateTime: new Date(ago(2)) },
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

/** What a look at an account with these servers and volumes finds, and what it could not see. */
async function look(
  Instances: readonly object[],
  Volumes: readonly object[] = [],
  present = new Ledger([]),
  lookupEvents: Answer = () => ({}),
) {
  const search = {
    aws: fakeAws({
      paginateDescribeInstances: () => ({ Reservations: [{ Instances }] }),
      paginateDescribeVolumes: () => ({ Volumes }),
      listHostedZones: () => new Error("refused"),
      lookupEvents,
    }),
    regions: [REGION],
    ...{ className: IDENTITY.name, classId: CLASS_ID, students: ["s01", "s02"], present },
    ...{ prices: readPrices(), now: NOW },
  };
  const { costings, held, unseen } = await strays(search, { pauseMs: 0 });
  return {
    costings,
    held,
    unseen,
    ids: costings.map(({ id, student }) => `${id} ${student ?? "class"}`),
  };
}

describe("strays", () => {
  it("finds what a student has launched by hand, at its price since its own creation", async () => {
    const byHand = { class: IDENTITY.name, student: "s01" };
    const { costings, ids } = await look([server("i-1", byHand)]);
    assert.deepEqual(ids, ["i-1 s01"]);
    const { byStudent } = spent(costings, { now: NOW, expires: END });
    assert.deepEqual(byStudent.s01, { spent: 0.026, perHour: 0.013 });
  });

  it("names, and does not count, what has got the class's tags after its launch", async () => {
    const tags = { class: IDENTITY.name, student: "s01" };
    const servers = [server("i-1", tags), server("i-2", tags)];
    const launchedWith = (its: object) => ({
      EventName: "RunInstances",
      CloudTrailEvent: JSON.stringify({ responseElements: { tagSet: { items: its } } }),
    });
    const own = Object.entries(tags).map(([key, value]) => ({ key, value }));
    const { costings } = await look(servers, [], new Ledger([]), ({ name }) => ({
      Events: [launchedWith(name === "i-1" ? own : [{ key: "Name", value: "payroll" }])],
    }));
    const { byStudent, unpriced } = spent(costings, { now: NOW, expires: END });
    assert.deepEqual(byStudent.s01, { spent: 0.026, perHour: 0.013 });
    assert.deepEqual(
      unpriced.map(({ item, reason }) => [item, reason]),
      [["i-2", "it got the class's tags after it was created"]],
    );
  });

  it("asks CloudTrail about servers alone, and not about the volumes of a class", async () => {
    const asked: unknown[] = [];
    const tags = { class: IDENTITY.name, student: "s01" };
    const { ids } = await look(
      [server("i-1", tags)],
      [volume("vol-1", tags)],
      new Ledger([]),
      ({ name }) => {
        asked.push(name);
        return {};
      },
    );
    assert.deepEqual(ids.toSorted(), ["i-1 s01", "vol-1 s01"]);
    assert.deepEqual(asked, ["i-1"]);
  });

  it("finds what carries the id of the class or of a student's stack", async () => {
    const { ids } = await look([
      server("i-1", { "class-id": CLASS_ID }),
      server("i-2", { "class-id": studentClassId(CLASS_ID, "s02"), class: "another" }),
    ]);
    assert.deepEqual(ids, ["i-1 class", "i-2 s02"]);
  });

  it("leaves out what is in a state, another class's, a stranger's, or made by a service", async () => {
    const own = { "class-id": CLASS_ID };
    const held = new Ledger([{ type: "t", region: REGION, ids: ["i-1"] }]);
    const { ids } = await look(
      [
        server("i-1", own),
        server("i-2", { "class-id": "zzzzzzzz2345", class: IDENTITY.name, student: "s01" }),
        server("i-3", { class: IDENTITY.name, student: "s09" }),
        server("i-4", {}),
        server("i-5", { ...own, "aws:autoscaling:groupName": "web" }),
      ],
      [],
      held,
    );
    assert.deepEqual(ids, []);
  });

  it("sees which servers of the states are stopped, and since when", async () => {
    const held = new Ledger([{ type: "t", region: REGION, ids: ["i-1", "i-2", "i-3"] }]);
    const stopped = { State: { Name: "stopped" } };
    const look1 = await look(
      [
        server("i-1", {}),
        {
          ...server("i-2", {}),
          ...stopped,
          StateTransitionReason: "User initiated (2026-11-24 11:30:00 GMT)",
        },
        { ...server("i-3", {}), ...stopped, StateTransitionReason: "" },
        { ...server("i-4", { class: IDENTITY.name, student: "s01" }), ...stopped },
      ],
      [],
      held,
    );
    assert.deepEqual(
      [...look1.held].map(([id, { stopped }]) => [id, stopped]),
      [
        ["i-1", undefined],
        ["i-2", new Date("2026-11-24T11:30:00Z")],
        ["i-3", NOW],
      ],
    );
    assert.deepEqual(look1.ids, []);
  });

  it("sees how big the servers and volumes of the states are now", async () => {
    const held = new Ledger([{ type: "t", region: REGION, ids: ["i-1", "vol-1"] }]);
    const found = await look([server("i-1", {}), server("i-2", {})], [volume("vol-1", {})], held);
    assert.deepEqual(
      new Map([...found.held].map(([id, { size }]) => [id, size])),
      new Map<string, unknown>([
        ["i-1", { instanceType: "t3.micro" }],
        ["vol-1", { type: "gp3", size: 730 }],
      ]),
    );
  });

  it("takes a lab's volume for one of a group's servers, which has it in its price", async () => {
    const { ids } = await look(
      [],
      [
        volume("vol-1", { "class-id": CLASS_ID, lab: "auto-scaling" }),
        volume("vol-2", { "class-id": CLASS_ID }),
      ],
    );
    assert.deepEqual(ids, ["vol-2 class"]);
  });
});
