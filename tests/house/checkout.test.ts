import assert from "node:assert/strict";
import { globSync, lstatSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

const files = globSync("**/*", {
  cwd: PROJECT,
  exclude: (file) =>
    ["node_modules", ".class", ".git", "__pycache__"].includes(path.basename(file)),
}).filter((file) => statSync(path.join(PROJECT, file)).isFile());

/** What Windows does not take as the name of a file or folder. */
const REFUSED = /[<>:"|?*\\]|[ .]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The folders above a file. */
const parentsOf = (file: string): string[] =>
  path.dirname(file) === "." ? [] : [path.dirname(file), ...parentsOf(path.dirname(file))];

describe("a checkout on Windows", () => {
  it("has names that Windows takes, no two of which differ in case alone", () => {
    const refused = files.filter((file) => file.split("/").some((part) => REFUSED.test(part)));
    assert.deepEqual(refused, []);
    const names = new Set(files.flatMap((file) => [file, ...parentsOf(file)]));
    assert.equal(new Set([...names].map((name) => name.toLowerCase())).size, names.size);
    // macOS writes letters and accents apart, and git sees another file.
    assert.deepEqual(
      [...names].filter((name) => name !== name.normalize("NFC")),
      [],
    );
    // 260 characters in all, of which the folder of the clone needs some.
    assert.ok(files.every((file) => file.length < 160));
  });

  it("keeps the line endings of Linux, which scripts and user data need", () => {
    const rules = readFileSync(path.join(PROJECT, ".gitattributes"), "utf8").split("\n");
    assert.ok(rules.includes("* text=auto eol=lf"));
    const text = files.filter((file) =>
      /\.(ts|mjs|js|sh|py|ya?ml|md|json|template|html)$/.test(file),
    );
    const wrong = text.filter((file) => readFileSync(path.join(PROJECT, file)).includes("\r\n"));
    assert.deepEqual(wrong, []);
  });

  it("needs neither run bits nor symbolic links, which Windows does not keep", () => {
    const links = files.filter((file) => lstatSync(path.join(PROJECT, file)).isSymbolicLink());
    assert.deepEqual(links, []);
    const { scripts } = JSON.parse(readFileSync(path.join(PROJECT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const byFile = Object.values(scripts).filter((script) => /^\.{0,2}\/|\.sh\b/.test(script));
    assert.deepEqual(byFile, []);
  });
});
