import assert from "node:assert/strict";
import { joined, services } from "../../../aws/services.ts";
import { type Digest, type State, type Step, UNKNOWN } from "../../../classroom/preview/digest.ts";
import { previewCost } from "../../../classroom/preview/preview-cost.ts";

const rules = joined(await services(), "prices");

const urn = (type: string, name: string) =>
  `urn:pulumi:dev::class::class:lab:blue-green$class:web-group:WebGroup$${type}::${name}`;

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const ADDRESS = "aws:ec2/eip:Eip";

const state = (type: string, inputs: Record<string, unknown> = {}, more: Partial<State> = {}) => ({
  type,
  custom: true,
  protect: false,
  inputs,
  outputs: {},
  propertyDependencies: {},
  ...more,
});

const template = (instanceType: string) => state(TEMPLATE, { instanceType });

const costOf = (steps: readonly Step[], config: Record<string, string> = {}) =>
  previewCost(
    "dev",
    {
      config: { "aws:region": "ap-northeast-2", ...config },
      steps: [...steps],
      diagnostics: [],
    } satisfies Digest,
    rules,
  );

/** A new address costs half a cent an hour. */
const created = (name: string): Step => ({
  op: "create",
  urn: urn(ADDRESS, name),
  newState: state(ADDRESS),
});

describe("previewCost", () => {
  it("counts what stays on both sides, what is made on one and what is deleted on the other", () => {
    const same = state(ADDRESS);
    const { cost } = costOf([
      created("new"),
      { op: "same", urn: urn(ADDRESS, "same"), oldState: same, newState: same },
      { op: "delete", urn: urn(ADDRESS, "old"), oldState: same },
      { op: "delete", urn: urn(ADDRESS, "older"), oldState: same },
    ]) ?? { cost: undefined };
    assert.deepEqual(cost?.groups, [{ group: "blue-green", before: 0.015, after: 0.01 }]);
  });

  it("counts what is replaced once on each side", () => {
    const [old, current] = [template("t3.micro"), template("t3.small")].map(({ inputs }) =>
      state("aws:ec2/instance:Instance", inputs),
    );
    const of = urn("aws:ec2/instance:Instance", "server");
    const { cost } = costOf([
      { op: "create-replacement", urn: of, oldState: old, newState: current },
      { op: "replace", urn: of, oldState: old, newState: current },
      { op: "delete-replaced", urn: of, oldState: old },
    ]) ?? { cost: undefined };
    assert.equal(cost?.before.toFixed(3), "0.014");
    assert.equal(cost.after.toFixed(3), "0.027");
  });

  it("finds the template of a group by what its input depends on, while no id is known", () => {
    const group = state(
      GROUP,
      { desiredCapacity: 2, launchTemplate: { id: UNKNOWN, version: UNKNOWN } },
      { propertyDependencies: { launchTemplate: [urn(TEMPLATE, "blue")] } },
    );
    const { cost } = costOf([
      { op: "create", urn: urn(TEMPLATE, "green"), newState: template("t3.large") },
      { op: "create", urn: urn(TEMPLATE, "blue"), newState: template("t3.micro") },
      { op: "create", urn: urn(GROUP, "blue"), newState: group },
    ]) ?? { cost: undefined };
    assert.equal(cost?.after.toFixed(3), "0.028");
    assert.deepEqual(cost.unpriced, []);
  });

  it("forbids a class that would cost more an hour than it may", () => {
    const { findings } = costOf([created("a"), created("b"), created("c")], {
      "class:maxHourlyCost": "0.01",
    }) ?? { findings: [] };
    assert.deepEqual(
      findings.map(({ rule, level }) => [rule, level]),
      [["class:maxHourlyCost", "mandatory"]],
    );
    assert.match(findings[0]?.message ?? "", /would cost \$0\.0150 an hour.*blue-green \$0\.0150/);
    assert.match(findings[0]?.fix ?? "", /see npm run class -- cost --stack dev$/);
  });

  it("forbids a class with a limit of which something has no price, unless its lab is accepted", () => {
    const table = "aws:iot/thing:Thing";
    const thing: Step = { op: "create", urn: urn(table, "thing"), newState: state(table) };
    const found = (config: Record<string, string>) => costOf([thing], config)?.findings ?? [];
    assert.match(
      found({ "class:maxHourlyCost": "1" })[0]?.message ?? "",
      /unknown, because these have no price here: blue-green \(aws:iot\/thing:Thing\)/,
    );
    const accepted = { "class:maxHourlyCost": "1", "class:acceptUnpriced": '["blue-green"]' };
    assert.deepEqual(found(accepted), []);
    assert.deepEqual(found({}), []);
  });

  it("never takes a limit that Pulumi has blinded for a limit that is kept", () => {
    const [finding] = costOf([], { "class:maxHourlyCost": "[secret]" })?.findings ?? [];
    assert.equal(finding?.level, "mandatory");
    assert.match(finding.message, /is a secret/);
    assert.match(
      finding.fix ?? "",
      /pulumi config set maxHourlyCost 1\.50 --plaintext --stack dev$/,
    );
  });

  it("says nothing against a class without a limit, or within it", () => {
    assert.deepEqual(costOf([created("a")])?.findings, []);
    assert.deepEqual(costOf([created("a")], { "class:maxHourlyCost": "0.01" })?.findings, []);
  });

  it("knows no prices of a place that it does not know", () => {
    assert.equal(previewCost("dev", { config: {}, steps: [], diagnostics: [] }, rules), undefined);
  });
});
