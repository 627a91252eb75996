import assert from "node:assert/strict";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { guardPreview } from "../../../classroom/preview/guard-preview.ts";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

const SECRET = { secure: "v1:x" };

describe("the account of a preview", () => {
  /** The regions in which it is proven. */
  async function proven(region: unknown, { plain, error }: { plain?: object; error?: Error } = {}) {
    const regions: string[] = [];
    const stack = Object.assign(new FakeStack(), { plain }).pulumi;
    await guardPreview(stack, { config: { "aws:region": region } }, console.error, (_, where) => {
      regions.push(where);
      return error ? Promise.reject(error) : Promise.resolve();
    });
    return regions;
  }

  it("is proven in the region of its settings, which no secret hides", async () => {
    assert.deepEqual(await proven("ap-northeast-2"), ["ap-northeast-2"]);
    const plain = { "aws:region": { value: "us-west-2", secret: true } };
    assert.deepEqual(await proven(SECRET, { plain }), ["us-west-2"]);
    await assert.rejects(proven(SECRET), /value of: aws:region/);
  });

  it("is not asked for where the program will refuse the region", async () => {
    for (const region of [undefined, 1]) assert.deepEqual(await proven(region), []);
  });

  it("ends the preview where it is another one, and not where the stack cannot be read", async () => {
    const wrong = new WrongAccountError("another");
    await assert.rejects(proven("ap-northeast-2", { error: wrong }), wrong);
    assert.equal((await proven("x", { error: new PulumiError("no stack") })).length, 1);
  });
});
