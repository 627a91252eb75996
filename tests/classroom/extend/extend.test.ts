import assert from "node:assert/strict";
import path from "node:path";
import { placesIn } from "../../../classroom/extend/extend.ts";
import { writeStackFile } from "../../../classroom/pulumi/stack-file.ts";
import type { ListedStack } from "../../../classroom/students/place.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { update } from "../stack/history.ts";

const STACK: ListedStack = { name: "dev-s01", updateInProgress: false };

describe("the students whose end is moved", () => {
  const temporary = temporaryFolder();

  /** Student s01, whose settings on this machine have lab cdn, by the history and the outputs of the stack. */
  function s01(history: readonly object[], outputs: FakeStack["outputsNow"] = {}) {
    const stack = new FakeStack();
    stack.history = history;
    stack.outputsNow = outputs;
    stack.settings = path.join(temporary.path, "Pulumi.yaml");
    writeStackFile(stack.settings, { config: { "class:labs": { cdn: true }, "class:shared": {} } });
    return placesIn({
      listed: () =>
        Promise.resolve(
          new Map([
            ["s01", STACK],
            ["s02", { ...STACK, resourceCount: 0 }],
          ]),
        ),
      stackOf: () => stack.pulumi,
    });
  }
  const labs = (value: object) => ({ "class:labs": { value: "{}", objectValue: value } });

  it("keep the labs that were deployed last, though this machine has others", async () => {
    const deployed = update(labs({ "s3-bucket": true, dynamodb: false }));
    assert.deepEqual(await s01([deployed]), [{ id: "s01", labs: ["s3-bucket"] }]);
  });

  it("keep labs that the history does not show, because a setting is secret", async () => {
    const deployed = update({ "class:labs": { secret: true } });
    const outputs = { class: {}, login: {}, "rds-mysql": {} };
    assert.deepEqual(await s01([deployed], outputs), [{ id: "s01", labs: ["rds-mysql"] }]);
  });

  it("stay in an account of their own, where the history shows an unset key with its default", async () => {
    const roleArn = "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole";
    const deployed = update({
      ...labs({ "s3-bucket": true }),
      "class:shared": { value: "{}", objectValue: {} },
      "aws:assumeRoles": { value: "[]", objectValue: [{ roleArn, sessionName: "aws-class" }] },
    });
    assert.deepEqual(await s01([deployed]), [{ id: "s01", roleArn, labs: ["s3-bucket"] }]);
  });

  it("have the labs of this machine where they never came up as a whole", async () => {
    const failed = update(labs({ "s3-bucket": true }), { result: "failed" });
    assert.deepEqual(await s01([failed]), [{ id: "s01", labs: ["cdn"] }]);
  });
});
