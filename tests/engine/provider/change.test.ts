import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { create, PartialError, remove, update } from "../../../engine/provider/aws/change.ts";
import { invoke } from "../../../engine/provider/aws/invoke.ts";
import { read } from "../../../engine/provider/aws/read.ts";
import { ApplyError, TerraformError } from "../../../engine/provider/terraform/terraform.ts";
import {
  ASSET,
  secret,
  SIGNATURE,
  UNKNOWN_STRING,
  type PropertyMap,
} from "../../../engine/provider/values/property-value.ts";
import { fixture, LOOKUP, stateOf, textOf, THING, type Fixture } from "./support.ts";

const problem = { severity: "ERROR", summary: "No quota", detail: "", path: [] } as const;
const made = (context: Fixture, news: PropertyMap, { preview = false, timeout = 0 } = {}) =>
  create(context, { token: THING, news, preview, timeout });

describe("create", () => {
  it("answers with the id and everything that is set", async () => {
    const { id, outputs } = await made(fixture(), { name: "web", maxSize: 2 });
    assert.equal(id, "id-1");
    const { __meta, ...rest } = outputs;
    const computed = { id: "id-1", arn: "arn-1", zone: "zone-1" };
    assert.deepEqual(rest, { name: "web", maxSize: 2, region: "ap-northeast-2", ...computed });
    assert.deepEqual(JSON.parse(textOf(__meta)), { schema_version: "0", private: "Bw==" });
  });

  it("in a preview knows what the program set, and only plans", async () => {
    const context = fixture();
    const { id, outputs } = await made(context, { name: "web" }, { preview: true });
    assert.equal(id, "");
    assert.deepEqual([outputs.name, outputs.arn], ["web", UNKNOWN_STRING]);
    assert.ok(!("id" in outputs) && !context.terraform.calls.includes("apply"));
  });

  it("keeps an input secret among the outputs, and a sensitive output too", async () => {
    const { outputs } = await made(fixture(), { policy: secret("p"), password: "q" });
    assert.deepEqual([outputs.policy, outputs.password], [secret("p"), secret("q")]);
  });

  it("keeps a secret asset secret", async () => {
    const hash = createHash("sha256").update("key").digest("hex");
    const source = secret({ [SIGNATURE]: ASSET, text: "key", hash });
    assert.deepEqual((await made(fixture(), { source })).outputs.source, source);
  });

  it("passes the program's timeouts on", async () => {
    const context = fixture();
    await made(context, { name: "web" }, { timeout: 90 });
    assert.deepEqual(context.terraform.applied[0]?.config?.timeouts, { create: "90s" });
  });

  it("never configures what only the provider can set", async () => {
    const context = fixture();
    await made(context, { id: "x", arn: "y" });
    const { id, arn } = context.terraform.applied[0]?.config ?? {};
    assert.deepEqual([id, arn], [null, null]);
  });

  it("keeps a resource that failed half-way", async () => {
    const context = fixture();
    context.terraform.onApply = (state) => {
      throw new ApplyError([problem], { state, private: Uint8Array.of(1) });
    };
    await assert.rejects(made(context, { name: "web" }), (error) => {
      assert.ok(error instanceof PartialError);
      assert.deepEqual([error.message, error.id], ["No quota", "id-1"]);
      assert.equal(error.outputs.arn, "arn-1");
      assert.deepEqual(error.inputs, { name: "web" });
      return true;
    });
  });

  it("keeps nothing of one that never came to be", async () => {
    const context = fixture();
    context.terraform.onApply = () => {
      throw new ApplyError([problem], { state: null });
    };
    await assert.rejects(made(context, { name: "web" }), ApplyError);
  });
});

describe("update", () => {
  it("changes what differs and keeps what was computed", async () => {
    const context = fixture();
    const { outputs: olds } = await made(context, { name: "web", maxSize: 1 });
    const request = { token: THING, id: "id-1", olds, ignored: [], preview: false, timeout: 0 };
    const { outputs } = await update(context, { ...request, news: { name: "web", maxSize: 2 } });
    assert.deepEqual([outputs.maxSize, outputs.arn], [2, "arn-1"]);
    assert.equal(context.terraform.applied[1]?.prior.state?.max_size, 1);
    assert.deepEqual(context.terraform.applied[1].prior.private, Buffer.from([7]));
  });
});

describe("remove", () => {
  it("plans and applies nothing in the resource's place", async () => {
    const context = fixture();
    const { outputs: olds } = await made(context, { name: "web" });
    await remove(context, { token: THING, id: "id-1", olds, timeout: 0 });
    const { planned, config, prior } = context.terraform.applied[1] ?? {};
    assert.deepEqual([planned, config, prior?.state?.id], [null, null, "id-1"]);
  });
});

describe("read", () => {
  const token = THING;

  it("finds nothing of a resource that is gone", async () => {
    const context = fixture();
    const { outputs: olds } = await made(context, { name: "web" });
    assert.equal(await read(context, { token, id: "id-1", olds, inputs: {} }), undefined);
  });

  it("takes over into the inputs what changed in AWS, and nothing else", async () => {
    const context = fixture();
    const inputs = { name: "web", maxSize: 1, policy: "p", steps: ["a"] };
    const { outputs: olds } = await made(context, inputs);
    const state = { id: "id-1", arn: "arn-1", zone: "zone-1", name: "web", policy: "p" };
    context.terraform.found = stateOf({ ...state, max_size: 9 });
    const found = await read(context, { token, id: "id-1", olds, inputs });
    assert.deepEqual(found?.inputs, { name: "web", maxSize: 9, policy: "p" });
  });

  it("imports with the inputs that would make the resource", async () => {
    const context = fixture();
    context.terraform.found = stateOf({ id: "id-1", arn: "a", name: "web", max_size: 0 });
    const found = await read(context, { token, id: "id-1", olds: {}, inputs: {} });
    assert.ok(context.terraform.calls.includes("import"));
    assert.deepEqual(found?.inputs, { name: "web" });
    assert.equal(found.outputs.region, "ap-northeast-2");
  });

  it("imports from another region with the region as input", async () => {
    const context = fixture();
    context.terraform.found = stateOf({ id: "id-1", name: "web" });
    const inputs = { region: "eu-central-1" };
    const found = await read(context, { token, id: "id-1", olds: {}, inputs });
    assert.deepEqual(found?.inputs, { name: "web", region: "eu-central-1" });
  });
});

describe("invoke", () => {
  it("reads the data source, sensitive parts as secrets", async () => {
    const context = fixture();
    context.terraform.found = stateOf({ name: "web", password: "p" });
    const { result } = await invoke(context, LOOKUP, { name: "web" });
    assert.deepEqual([result.name, result.password], ["web", secret("p")]);
    assert.equal(result.region, "ap-northeast-2");
  });

  it("reports what Terraform finds wrong by property", async () => {
    const context = fixture();
    context.terraform.readData = () =>
      Promise.reject(new TerraformError([{ ...problem, path: ["max_size"] }]));
    const { failures } = await invoke(context, LOOKUP, {});
    assert.deepEqual(failures, [{ property: "maxSize", reason: "No quota" }]);
  });

  it("refuses arguments that are not known yet", async () => {
    const asked = invoke(fixture(), LOOKUP, { name: UNKNOWN_STRING });
    await assert.rejects(asked, /not all arguments are known yet/);
  });
});
