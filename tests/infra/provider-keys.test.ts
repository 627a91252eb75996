import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROVIDER_KEYS } from "../../infra/provider-keys.ts";
import { PROJECT } from "../../lib/project.ts";

describe("the keys of the provider", () => {
  it("are those that the SDK has", () => {
    const file = path.join(PROJECT, "node_modules/@pulumi/aws/config/vars.d.ts");
    const declared = readFileSync(file, "utf8").matchAll(/export declare const (\w+):/g);
    const ofPulumi = ["pluginDownloadURL", "version"];
    assert.deepEqual(PROVIDER_KEYS, [...[...declared].map(([, name]) => name), ...ofPulumi]);
  });
});
