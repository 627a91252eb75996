import assert from "node:assert/strict";
import type { Leftover } from "../../../../classroom/search/leftover.ts";
import { withMakers } from "../../../../classroom/search/trail/makers.ts";
import { fakeAws } from "../../../support/fakes/fake-aws.ts";

const SEOUL = "ap-northeast-2";

const thing = (id: string, more: Partial<Leftover> = {}): Leftover => ({
  ...{ kind: "instance", id, region: SEOUL, standing: "proven", why: "in vpc-1" },
  ...{ order: 1, going: false },
  ...more,
});

/** CloudTrail knows who has launched these; it refuses everything else. */
async function named(found: readonly Leftover[], makers: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const aws = fakeAws({
    lookupEvents: ({ name }) => {
      asked.push(String(name));
      const Username = makers[String(name)];
      if (Username === undefined) throw new Error("AccessDeniedException");
      return { Events: [{ EventName: "RunInstances", EventTime: 1_764_140_000, Username }] };
    },
  });
  const its = await withMakers(aws, found, { pauseMs: 0, limitMs: 1000 });
  return { asked, its, whys: its.map(({ why }) => why) };
}

describe("who has made what was made by hand", () => {
  it("is asked of CloudTrail where no tag says so", async () => {
    const found = [thing("i-1"), thing("i-2", { why: "in vpc-1; by jun" })];
    const { asked, whys } = await named(found, { "i-1": "minji" });
    assert.deepEqual(asked, ["i-1"]);
    assert.deepEqual(whys, ["in vpc-1; by minji", "in vpc-1; by jun"]);
  });

  it("is said with when, where AWS's own answer has no time", async () => {
    const createdAt = new Date("2026-11-01T00:00:00Z");
    const found = [thing("i-1"), thing("i-2", { createdAt })];
    const { its } = await named(found, { "i-1": "minji", "i-2": "jun" });
    assert.deepEqual(
      its.map((each) => each.createdAt),
      [new Date(1_764_140_000_000), createdAt],
    );
  });

  it("is not known after the first refusal, and nobody is asked again", async () => {
    const { asked, whys } = await named([thing("i-1"), thing("i-2")]);
    assert.deepEqual(asked, ["i-1"]);
    assert.deepEqual(whys, [
      "in vpc-1; who made it is not known",
      "in vpc-1; who made it is not known",
    ]);
  });

  it("is asked of a part by the events of what it belongs to, of IAM in its own region", async () => {
    const asked: unknown[] = [];
    const aws = fakeAws({
      lookupEvents: ({ name }, region) => {
        asked.push([name, region]);
        const CloudTrailEvent = JSON.stringify({ requestParameters: { userName: "guest" } });
        const its = { EventTime: 1_764_140_000, Username: "jun", CloudTrailEvent };
        return { Events: [{ EventName: "AddUserToGroup", ...its }] };
      },
    });
    const member = thing("guest (students)", {
      ...{ kind: "member", region: "global", why: "on Group students" },
      part: { id: "guest", of: "students" },
    });
    const [found] = await withMakers(aws, [member]);
    assert.deepEqual(asked, [["students", "us-east-1"]]);
    assert.equal(found?.why, "on Group students; by jun");
    assert.deepEqual(found.createdAt, new Date(1_764_140_000_000));
  });

  it("is asked of what down only names, of CloudFront in its own region and by a database's name", async () => {
    const asked: unknown[] = [];
    const aws = fakeAws({
      lookupEvents: ({ name }, region) => {
        asked.push([name, region]);
        const CloudTrailEvent = JSON.stringify({ responseElements: { dbiResourceId: "db-1" } });
        const its = { EventTime: 1_764_140_000, Username: "jun", CloudTrailEvent };
        return { Events: [{ EventName: "CreateIt", ...its }] };
      },
    });
    const byHand = "choose another in the console";
    const found = [
      thing("EDIST", { region: "global", byHand }),
      thing("db-1", { recordedAs: ["theirs"], byHand }),
      thing("db-2", { recordedAs: ["theirs"] }),
      thing("eni-1", { recordedAs: [], byHand }),
    ];
    const its = await withMakers(aws, found, { pauseMs: 0 });
    assert.deepEqual(asked, [
      ["EDIST", "us-east-1"],
      ["theirs", SEOUL],
      ["theirs", SEOUL],
    ]);
    assert.deepEqual(
      its.map(({ why }) => why.replace("in vpc-1", "")),
      ["; by jun", "; by jun", "; who made it is not known", ""],
      "an interface that a service made has no maker; db-2 had the name later",
    );
  });

  it("is asked for twenty things at most", async () => {
    const ids = Array.from({ length: 22 }, (_, at) => `i-${at}`);
    const found = ids.map((id) => thing(id));
    const { asked, whys } = await named(found, Object.fromEntries(ids.map((id) => [id, "jun"])));
    assert.equal(asked.length, 20);
    assert.equal(whys.at(-1), "in vpc-1; who made it is not known");
  });

  it("takes no longer than it may", async () => {
    let asked = 0;
    const aws = fakeAws({ lookupEvents: () => ++asked });
    await withMakers(aws, [thing("i-1"), thing("i-2")], { limitMs: 50, pauseMs: 100 });
    assert.equal(asked, 1);
  });
});
