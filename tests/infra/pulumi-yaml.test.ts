import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { configValues, readStackFile } from "../../classroom/pulumi/stack-file.ts";
import { KEYS } from "../../infra/class-keys.ts";
import { parseConfig } from "../../infra/config.ts";
import { PROJECT } from "../../lib/project.ts";

const project = parse(readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8")) as {
  config: Record<string, { type: string; default?: unknown; description: string }>;
};

describe("Pulumi.yaml", () => {
  it("declares exactly the keys that the program knows, each described", () => {
    assert.deepEqual(Object.keys(project.config), Object.keys(KEYS));
    for (const { description } of Object.values(project.config)) assert.ok(description.length > 20);
  });

  it("gives every key the default that the program has", () => {
    for (const [name, schema] of Object.entries(KEYS)) {
      const declared = project.config[name]?.default;
      const inProgram = schema.safeParse(undefined).data;
      const isNone =
        declared === "" || (isDeepStrictEqual(declared, {}) && inProgram === undefined);
      assert.deepEqual(isNone ? undefined : schema.parse(declared), inProgram, name);
    }
  });

  it("declares no default of another type than its key's, which Pulumi refuses", () => {
    for (const [name, { type, default: declared }] of Object.entries(project.config)) {
      const itsType = Array.isArray(declared) ? "array" : typeof declared;
      assert.equal(itsType, type === "integer" ? "number" : type, name);
    }
  });

  it("'s empty objects stand for what is not set", () => {
    const values = { "class:expires": "2026-12-31T18:00:00+09:00", "aws:region": "ap-northeast-2" };
    const { each, shared } = parseConfig({
      stack: "dev",
      values: { ...values, "class:each": "{}", "class:shared": "{}" },
    });
    assert.deepEqual([each, shared], [undefined, undefined]);
  });
});

describe("the stacks that come with the project", () => {
  for (const stack of ["dev", "prod", "local"]) {
    it(`${stack} is right as it stands`, () => {
      const file = readStackFile(path.join(PROJECT, `Pulumi.${stack}.yaml`));
      const config = { "class:expires": "2026-12-31T18:00:00+09:00", ...file.config };
      const { environment, labs } = parseConfig({ stack, values: configValues(config, stack) });
      assert.equal(environment, stack);
      assert.ok(labs.length > 0);
    });
  }

  it("none says when a class ends: who starts one does", () => {
    for (const stack of ["dev", "prod", "local"]) {
      const { config } = readStackFile(path.join(PROJECT, `Pulumi.${stack}.yaml`));
      assert.equal("class:expires" in config, false, stack);
    }
  });

  it("dev and prod use networks that can be peered", () => {
    const blocks = ["dev", "prod"].map(
      (stack) =>
        (
          readStackFile(path.join(PROJECT, `Pulumi.${stack}.yaml`)).config["class:network"] as {
            cidrBlock: string;
          }
        ).cidrBlock,
    );
    assert.equal(new Set(blocks).size, 2);
  });
});
