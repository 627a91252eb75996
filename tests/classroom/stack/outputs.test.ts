import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { describeOutputs } from "../../../classroom/stack/outputs.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { value } from "../../../labs/contract/outputs.ts";
import type { ClassConfig } from "../../../infra/config.ts";

const [vpcManual] = catalogue.filter(({ id }) => id === "vpc-manual");

/** What is read out of a lab that declares these outputs, in this order. */
function described(outputs: Record<string, unknown>, declared = Object.keys(outputs)): string[] {
  const declarations = Object.fromEntries(declared.map((name) => [name, value(name)]));
  const labs = [{ lab: { ...vpcManual, outputs: declarations }, settings: {} }];
  const config = { labs } as unknown as ClassConfig;
  return stripVTControlCharacters(describeOutputs(config, { "vpc-manual": outputs }))
    .trim()
    .split("\n");
}

describe("describeOutputs", () => {
  it("puts a lab's outputs below its title in both languages, aligned", () => {
    assert.deepEqual(described({ id: "vpc-1", port: 80 }), [
      "vpc-manual  VPC 생성(수동) · A VPC by hand",
      "  id    vpc-1",
      "  port  80",
    ]);
  });

  it("reads them out as the lab declares them, and none that it does not", () => {
    assert.deepEqual(described({ a: 1, b: 2, c: 3 }, ["c", "a"]).slice(1), ["  c  3", "  a  1"]);
  });

  it("gives each member of a list a line", () => {
    assert.deepEqual(described({ ids: ["a", "b"] }).slice(1), ["  ids  a", "       b"]);
  });

  it("gives each member of a map a line with its key", () => {
    assert.deepEqual(described({ ids: { one: "a", two: "b" } }).slice(1), [
      "  ids  one: a",
      "       two: b",
    ]);
  });

  it("keeps the lines of a text together", () => {
    assert.deepEqual(described({ text: "a\nb" }).slice(1), ["  text  a", "        b"]);
  });
});
