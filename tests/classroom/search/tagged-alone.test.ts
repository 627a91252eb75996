import assert from "node:assert/strict";
import type { Finder } from "../../../aws/contract/finder.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { Claim } from "../../../classroom/search/claim.ts";
import { Silence } from "../../../classroom/search/silence.ts";
import { elsewhereTagged } from "../../../classroom/search/tagged.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";

const SEOUL = "ap-northeast-2";
const NONE = new Ledger([]);
const OWN: Claim = { id: "abcdefgh2345", className: "aws-class", ledger: NONE, present: NONE };

const arnOf = (service: string, region: string, name: string) =>
  `arn:aws:${service}:${region}:111122223333:${name}`;

/** What is found of resources with these ARNs, which all have the tags of the claim, each in the region that lists it. */
async function found(
  listed: Readonly<Record<string, readonly string[]>>,
  { claim = OWN, arns = [], answer }: Given = {},
) {
  const asked: [string, unknown][] = [];
  const tags: Readonly<Record<string, string>> =
    claim.id === undefined ? { class: claim.className } : { "class-id": claim.id };
  const own = { ...tags, lab: "x", Name: "one" };
  const Tags = Object.entries(own).map(([Key, Value]) => ({ Key, Value }));
  const paginateGetResources: Answer = (input, region) => {
    asked.push([region, input.TagFilters]);
    const its = listed[region] ?? [];
    return { ResourceTagMappingList: its.map((ResourceARN) => ({ ResourceARN, Tags })) };
  };
  const blinds: unknown[] = [];
  const things = await elsewhereTagged(
    {
      ...{ aws: fakeAws({ paginateGetResources: answer ?? paginateGetResources }), claim },
      ...{ regions: [SEOUL], silence: new Silence(), order: 9 },
      blind: (...why) => void blinds.push(why),
    },
    [{ finders: [{ arns } as unknown as Finder] }, {}],
  );
  return { things, asked, blinds, ids: things.map(({ id }) => id) };
}
interface Given {
  readonly claim?: Claim;
  readonly arns?: readonly string[];
  readonly answer?: Answer;
}

describe("what is tagged as one class's, and of a kind that no finder knows", () => {
  it("is shown with its name and lab, last, and how to delete it in the console", async () => {
    const queue = arnOf("sqs", SEOUL, "queue");
    const { things } = await found({ [SEOUL]: [queue] });
    assert.deepEqual(things, [
      {
        ...{ kind: "sqs:*", id: queue, arn: queue, region: SEOUL, standing: "claimed" },
        ...{ why: "tagged", going: false, lab: "x", name: "one", order: 9 },
        byHand: `AWS console, Resource Groups & Tag Editor, region ${SEOUL}, tag class-id = abcdefgh2345: open it from there and delete it`,
      },
    ]);
  });

  it("is looked for in N. Virginia, too, where global resources are, once", async () => {
    const path = "arn:aws:iam::111122223333:saml-provider/x";
    const here = arnOf("sqs", "us-east-1", "queue");
    const { things, asked } = await found({ "us-east-1": [path, here] });
    assert.deepEqual(
      asked.map(([region]) => region),
      [SEOUL, "us-east-1"],
    );
    // The queue in N. Virginia is not the class's, which was never there.
    assert.deepEqual(
      things.map(({ id, region, kind }) => [id, region, kind]),
      [[path, "global", "iam:saml-provider"]],
    );
    assert.match(things[0]?.byHand ?? "", /region us-east-1, tag/);
  });

  it("is asked for by the class's id, or the name and environment of an older class", async () => {
    const filters = async (claim: Claim) => {
      const { asked } = await found({}, { claim });
      return asked.flatMap(([region, filter]) => (region === SEOUL ? [filter] : []));
    };
    assert.deepEqual(await filters(OWN), [[{ Key: "class-id", Values: ["abcdefgh2345"] }]]);
    const old = { ...OWN, id: undefined };
    const byName = { Key: "class", Values: ["aws-class"] };
    assert.deepEqual(await filters(old), [[byName]]);
    assert.deepEqual(await filters({ ...old, environment: "dev" }), [
      [byName, { Key: "environment", Values: ["dev"] }],
    ]);
    assert.deepEqual(await filters({ ...OWN, student: "s01", students: new Map() }), [
      [{ Key: "class-id", Values: ["abcdefgh2345"] }],
      [byName, { Key: "student", Values: ["s01"] }],
    ]);
    const students = new Map([["s01", "zyxwvu765432"]]);
    assert.deepEqual(await filters({ ...old, students }), [
      [byName],
      [{ Key: "class-id", Values: ["zyxwvu765432"] }],
    ]);
  });

  it("is named by the name of a class without an id", async () => {
    const claim = { ...OWN, id: undefined };
    const { things } = await found({ [SEOUL]: [arnOf("sqs", SEOUL, "queue")] }, { claim });
    assert.match(things[0]?.byHand ?? "", /tag class = aws-class:/);
  });

  it("is not what finders find, by its kind or its whole service, nor what the stack holds", async () => {
    const [volume, topic, group] = [
      arnOf("ec2", SEOUL, "volume/vol-1"),
      arnOf("sns", SEOUL, "topic"),
      arnOf("ec2", SEOUL, "placement-group/x"),
    ];
    const listed = { [SEOUL]: [volume, topic, group] };
    const arns = ["ec2:volume", "sns:*"];
    assert.deepEqual((await found(listed, { arns })).ids, [group]);
    assert.deepEqual((await found(listed)).ids, [volume, topic, group]);
    const present = new Ledger([{ type: "t", region: SEOUL, ids: [group] }]);
    assert.deepEqual((await found(listed, { arns, claim: { ...OWN, present } })).ids, []);
  });

  it("is not known where AWS does not say", async () => {
    const denied = awsError("AccessDenied");
    const answer = () => {
      throw denied;
    };
    const { things, blinds } = await found({}, { answer });
    assert.deepEqual(things, []);
    assert.deepEqual(blinds, [
      ["anything tagged", SEOUL, denied],
      ["anything tagged", "us-east-1", denied],
    ]);
  });
});
