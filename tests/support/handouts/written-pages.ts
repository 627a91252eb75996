import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../../labs/catalogue.ts";
import { Command } from "../engine/command.ts";
import type { TestStack } from "../engine/stack.ts";

/** `npm run class -- handouts` writes a page for each lab in each language: with the stack's values, and none of its secrets. */
export async function writesHandouts(stack: TestStack, ids: readonly string[]): Promise<void> {
  const { code, said } = await new Command(stack.folder, ["handouts"]).end();
  assert.equal(code, 0, said);
  const folder = path.join(stack.folder, "handouts/local");
  const files = globSync("{ko,en}/*", { cwd: folder });
  const expected = ids.flatMap((id) => [`${id}.html`, `${id}.md`]).concat("index.html");
  for (const language of ["ko", "en"])
    assert.deepEqual(
      files.filter((file) => file.startsWith(language)).sort(),
      expected.map((name) => `${language}/${name}`).sort(),
    );
  const outputs = await stack.open().stack.outputs({ showSecrets: true });
  const secrets = catalogue.flatMap(({ id, outputs: declared }) =>
    Object.entries(declared).flatMap(([name, { kind }]) => {
      const value = outputs[id]?.[name];
      return kind === "secret" && typeof value === "string" ? value.split("\n") : [];
    }),
  );
  for (const file of files) {
    const full = path.join(folder, file);
    const text = readFileSync(full, "utf8");
    assert.equal(statSync(full).mode & 0o777, 0o600, file);
    assert.doesNotMatch(text, /\{\{(?!\?)|\[secret\]|undefined/, file);
    const shown = secrets.filter((secret) => secret.length > 12 && text.includes(secret));
    assert.deepEqual(shown, [], file);
  }
  const bucket = outputs["s3-bucket"]?.bucketName;
  if (typeof bucket === "string")
    assert.ok(readFileSync(path.join(folder, "ko/s3-bucket.html"), "utf8").includes(bucket));
}
