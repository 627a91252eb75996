import assert from "node:assert/strict";
import type { IAM } from "@aws-sdk/client-iam";
import {
  denial,
  deniedBy,
  frozen,
  FrozenLogins,
  isDenial,
  NOBODY,
  thawed,
} from "../../../classroom/freezing/frozen-logins.ts";

/** A group of IAM with one inline policy, or none. */
function fakeGroup(text?: string) {
  const group = { text, calls: [] as string[] };
  const absent = () =>
    Promise.reject(Object.assign(new Error("no"), { name: "NoSuchEntityException" }));
  const iam = {
    getGroupPolicy: () =>
      group.text === undefined
        ? absent()
        : Promise.resolve({ PolicyDocument: encodeURIComponent(group.text) }),
    putGroupPolicy: ({ PolicyDocument }: { PolicyDocument: string }) => {
      group.text = PolicyDocument;
      group.calls.push("put");
      return Promise.resolve({});
    },
    deleteGroupPolicy: () => {
      group.calls.push("delete");
      if (group.text === undefined) return absent();
      group.text = undefined;
      return Promise.resolve({});
    },
  };
  return { group, logins: new FrozenLogins(iam as unknown as IAM, "students") };
}

describe("logins that are frozen", () => {
  it("are those of all, later ones too, or those that are named", () => {
    assert.deepEqual(frozen(NOBODY, undefined), { except: [] });
    assert.deepEqual(frozen(NOBODY, ["dev-s01"]), { only: ["dev-s01"] });
    assert.deepEqual(frozen({ only: ["dev-s01"] }, ["dev-s01", "dev-s02"]), {
      only: ["dev-s01", "dev-s02"],
    });
  });

  it("are all but those that are thawed, until these are frozen again", () => {
    const some = thawed({ except: [] }, ["dev-s01"]);
    assert.deepEqual(some, { except: ["dev-s01"] });
    assert.deepEqual(frozen(some, ["dev-s01"]), { except: [] });
    assert.deepEqual(thawed(some, undefined), NOBODY);
  });

  for (const denied of [{ except: [] }, { except: ["dev-s01"] }, { only: ["dev-s02"] }])
    it(`are read from the policy as they were written: ${JSON.stringify(denied)}`, () => {
      assert.deepEqual(deniedBy(denial(denied)), denied);
    });

  it("are denied everything, without a condition where all are", () => {
    assert.deepEqual(JSON.parse(denial({ except: [] })), {
      Version: "2012-10-17",
      Statement: [{ Sid: "Frozen", Effect: "Deny", Action: "*", Resource: "*" }],
    });
  });

  it("have no policy any more once nobody is denied", async () => {
    const { group, logins } = fakeGroup();
    await logins.freeze(["dev-s01"]);
    await logins.thaw(["dev-s01"]);
    assert.deepEqual([group.text, group.calls], [undefined, ["put", "delete"]]);
    await logins.thaw();
    assert.deepEqual(await logins.denied(), NOBODY);
  });

  it("are denied again when the group, which goes only without the denial, has stayed", async () => {
    const { group, logins } = fakeGroup(denial({ except: [] }));
    const during = await logins.without(() => Promise.resolve(group.text));
    assert.equal(during, undefined);
    assert.equal(group.text, denial({ except: [] }));
  });

  it("are known for ours among what hangs on a group", () => {
    assert.ok(isDenial({ kind: "inline policy", id: "class-frozen (students-1a2b)" }));
    assert.ok(!isDenial({ kind: "inline policy", id: "mine (students-1a2b)" }));
  });
});
