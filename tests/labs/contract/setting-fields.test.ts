import assert from "node:assert/strict";
import { z } from "zod";
import { settingFields } from "../../../labs/contract/setting-fields.ts";

describe("settingFields", () => {
  const settings = z.strictObject({
    size: z.int().min(1).max(9).default(1).meta({ description: "Size in GiB.", ko: "크기(GiB)." }),
    access: z
      .strictObject({ cidrs: z.array(z.string()).meta({ description: "Blocks." }) })
      .optional(),
    rules: z.array(z.strictObject({ from: z.string() })).default([]),
    hosts: z.record(z.string(), z.strictObject({ to: z.string() })).default({}),
  });
  const fields = settingFields(settings);

  it("are all fields, those of objects, lists and maps too", () => {
    assert.deepEqual(
      fields.map(({ path }) => path),
      ["size", "access", "access.cidrs", "rules", "rules[].from", "hosts", "hosts.*.to"],
    );
  });

  it("come with their description in both languages, default and range", () => {
    const { description, ko, default: value, minimum, maximum } = fields[0]?.schema ?? {};
    assert.deepEqual(
      [description, ko, value, minimum, maximum],
      ["Size in GiB.", "크기(GiB).", 1, 1, 9],
    );
  });
});
