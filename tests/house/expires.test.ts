import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { PROJECT } from "../../lib/project.ts";

/** What reads the tag `expires` of a resource. */
const READS_TAG = /tags\??\.expires|tags\??\.?\[?"expires"|tag:expires/i;

describe("the tag expires", () => {
  // A class that is extended changes it on what Pulumi made; servers that Auto Scaling launched keep the one they had.
  it("is trusted by nothing: when a class ends, its stack says", () => {
    const files = globSync("{lib,aws,components,policy,labs,infra,engine,classroom}/**/*.ts", {
      cwd: PROJECT,
    });
    const readers = files.filter((file) =>
      READS_TAG.test(readFileSync(`${PROJECT}/${file}`, "utf8")),
    );
    assert.ok(files.length > 300);
    assert.deepEqual(readers, []);
  });
});
