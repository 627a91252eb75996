import assert from "node:assert/strict";
import { RememberedDiffs } from "../../../engine/provider/aws/remembered-diffs.ts";
import { fixture, THING } from "./support.ts";

const request = {
  token: THING,
  id: "id-1",
  olds: { id: "id-1", name: "web", maxSize: 1, __meta: '{"schema_version":"0","private":""}' },
  news: { name: "web", maxSize: 2 },
  ignored: [],
};

/** How often Terraform has planned. */
function counted() {
  const context = fixture();
  const plans = (): number => context.terraform.calls.filter((call) => call === "plan").length;
  return { context, diffs: new RememberedDiffs(context), plans };
}

describe("RememberedDiffs", () => {
  it("plans once for the same question, as the engine asks it after a refresh", async () => {
    const { diffs, plans } = counted();
    const first = await diffs.get(request);
    assert.deepEqual(first.detailed, { maxSize: "UPDATE" });
    assert.deepEqual(await diffs.get(structuredClone(request)), first);
    assert.equal(plans(), 1);
  });

  it("plans anew for other inputs, another state, or another resource", async () => {
    const { diffs, plans } = counted();
    await diffs.get(request);
    const other = await diffs.get({ ...request, news: { name: "web", maxSize: 1 } });
    assert.deepEqual(other.detailed, {});
    const changed = await diffs.get({ ...request, olds: { ...request.olds, maxSize: 3 } });
    assert.deepEqual(changed.detailed, { maxSize: "UPDATE" });
    await diffs.get({ ...request, id: "id-2" });
    await diffs.get({ ...request, ignored: ["maxSize"] });
    assert.equal(plans(), 5);
  });

  it("asks again after a failure", async () => {
    const { context, diffs } = counted();
    context.terraform.plan = () => Promise.reject(new Error("no answer"));
    await assert.rejects(diffs.get(request), /no answer/);
    Reflect.deleteProperty(context.terraform, "plan");
    assert.deepEqual((await diffs.get(request)).detailed, { maxSize: "UPDATE" });
  });
});
