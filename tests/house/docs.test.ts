import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../labs/catalogue.ts";
import { PROJECT } from "../../lib/project.ts";
import { exists, pathsIn } from "../support/doc-paths.ts";

const DOCS = ["{README,CONTRIBUTING,CHANGELOG,SECURITY}.md", "docs/**/*.md", "*/**/README.md"];

/** Commands of handouts name files of the student; their links are tested in tests/labs/handouts.test.ts. */
const HANDOUT = /^docs\/handouts\/(ko|en)\//;

const documents = globSync(DOCS, {
  cwd: PROJECT,
  exclude: (file) => file === "node_modules" || file === ".class",
}).filter((file) => !HANDOUT.test(file));

describe("the documentation", () => {
  for (const document of documents)
    it(`names in ${document} only files that exist`, () => {
      const paths = pathsIn(readFileSync(path.join(PROJECT, document), "utf8"));
      const missing = paths.filter((named) => !exists(named, path.dirname(document)));
      assert.deepEqual(missing, []);
    });

  it("lists every lab in README.md, once", () => {
    const rows = readFileSync(path.join(PROJECT, "README.md"), "utf8").split("## Labs")[1] ?? "";
    const listed = [...rows.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)*)`(?=,| +\|)/g)].map(
      ([, id]) => id,
    );
    assert.deepEqual(listed.sort(), catalogue.map(({ id }) => id).sort());
  });

  it("is all read", () => {
    for (const document of ["README.md", "docs/decisions/dependencies.md", "engine/README.md"])
      assert.ok(documents.includes(document), document);
  });
});

describe("the paths in a text", () => {
  it("are the targets of links and the words below a folder of the repository", () => {
    const text =
      "See [docs](docs/cost.md#why), `engine/choice/go/`, infra/config.ts and [AWS](https://aws.amazon.com/a/b.md).";
    assert.deepEqual(pathsIn(text), ["docs/cost.md", "engine/choice/go/", "infra/config.ts"]);
  });

  it("are no folders of other repositories, of the user or of a run", () => {
    assert.deepEqual(pathsIn("`pulumi/pulumi`, `~/.pulumi/bin`, `.class/run.json`, `/aws/*`"), []);
  });

  it("are no files to come, in a section that says how to add something", () => {
    const text =
      "## Add a service\n\nMake `sqs/price.ts`; see `aws/gone.ts`.\n\n## Others\n\n`other.ts`\n";
    assert.deepEqual(pathsIn(text), ["other.ts", "aws/gone.ts"]);
  });

  it("may have placeholders and patterns, which one file must match", () => {
    for (const pattern of ["labs/<id>/lab.ts", "labs/ID/lab.ts", "docs/*.md"])
      assert.ok(exists(pattern, "docs"), pattern);
    assert.equal(exists("labs/<id>/nowhere.ts", "docs"), false);
  });

  it("are looked for from the root, from the text's folder and, without a folder, anywhere", () => {
    assert.ok(exists("infra/index.ts", "docs"));
    assert.ok(exists("../infra/index.ts", "docs"));
    assert.ok(exists("active-labs.ts", "docs"));
    assert.equal(exists("nowhere.ts", "docs"), false);
  });
});
