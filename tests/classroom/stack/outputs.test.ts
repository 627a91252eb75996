import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { describeOutputs } from "../../../classroom/stack/outputs.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import type { ClassConfig } from "../../../infra/config.ts";

const config = {
  labs: catalogue.filter(({ id }) => id === "vpc-manual").map((lab) => ({ lab, settings: {} })),
} as unknown as ClassConfig;

const described = (outputs: Record<string, unknown>): string[] =>
  stripVTControlCharacters(describeOutputs(config, { "vpc-manual": outputs }))
    .trim()
    .split("\n");

describe("describeOutputs", () => {
  it("puts a lab's outputs below its title in both languages, aligned", () => {
    assert.deepEqual(described({ id: "vpc-1", port: 80 }), [
      "vpc-manual  VPC 생성(수동) · A VPC by hand",
      "  id    vpc-1",
      "  port  80",
    ]);
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
