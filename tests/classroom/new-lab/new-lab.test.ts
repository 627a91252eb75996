import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { aboutLab } from "../../../classroom/docs/about-lab.ts";
import { exportName, withLab } from "../../../classroom/new-lab/catalogue-line.ts";
import { newLab, NewLabError } from "../../../classroom/new-lab/new-lab.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import { PROJECT } from "../../../lib/project.ts";
import { recordLab } from "../../support/labs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const silent = (): void => undefined;

describe("new-lab", () => {
  const temporary = temporaryFolder();
  /** A copy of what labs are made of. */
  const scratch = (): string => {
    for (const folder of ["lib", "aws", "components", "policy", "labs"])
      cpSync(path.join(PROJECT, folder), path.join(temporary.path, folder), { recursive: true });
    for (const file of ["package.json", "tsconfig.json"])
      cpSync(path.join(PROJECT, file), path.join(temporary.path, file));
    symlinkSync(path.join(PROJECT, "node_modules"), path.join(temporary.path, "node_modules"));
    return temporary.path;
  };
  const catalogueIn = (project: string) =>
    readFileSync(path.join(project, "labs/catalogue.ts"), "utf8");

  it("makes one folder, and its place in the catalogue", async () => {
    const project = scratch();
    await newLab("sqs-queue", project, silent);
    assert.ok(existsSync(path.join(project, "labs/sqs-queue/checks.ts")));
    const before = readFileSync(path.join(PROJECT, "labs/catalogue.ts"), "utf8").split("\n");
    const added = catalogueIn(project)
      .split("\n")
      .filter((line) => !before.includes(line));
    assert.deepEqual(added, ['import { sqsQueue } from "./sqs-queue/lab.ts";', "  sqsQueue,"]);
  });

  it("asks its author for what pages say of it", async () => {
    const project = scratch();
    await newLab("sqs-queue", project, silent);
    const say = () => aboutLab("sqs-queue", path.join(project, "labs"));
    assert.throws(say, (error) => {
      const { message } = error as Error;
      return ["area", "students.can", "proven", "awsOnly"].every((field) =>
        message.includes(`  ${field}: `),
      );
    });
  });

  it("makes a lab that deploys on mocks, last in class order", async () => {
    const project = scratch();
    await newLab("sqs-queue", project, silent);
    const url = path.join(project, "labs/catalogue.ts");
    const { catalogue } = (await import(url)) as { catalogue: readonly Lab[] };
    const lab = catalogue.at(-1);
    assert.equal(lab?.id, "sqs-queue");
    assert.deepEqual(await recordLab(lab).then(({ outputs }) => outputs), {});
  });

  it("refuses an id that is taken or not valid, and writes nothing", async () => {
    const project = scratch();
    const before = catalogueIn(project);
    for (const id of ["cdn", "kit", "Upper", "a_b", "", "-a", "../x", "a".repeat(31)])
      await assert.rejects(newLab(id, project), NewLabError);
    assert.equal(catalogueIn(project), before);
  });
});

describe("the catalogue's line", () => {
  it("is called like the lab", () => {
    assert.deepEqual(["cdn", "sqs-queue", "a-1b"].map(exportName), ["cdn", "sqsQueue", "a1b"]);
  });

  it("stands where its name belongs among the imports", () => {
    const file = [
      'import type { Lab } from "./contract/lab.ts";',
      'import { ami } from "./ami/lab.ts";',
      'import { cdn } from "./cdn/lab.ts";',
      "export const catalogue: readonly Lab[] = [",
      "  cdn,",
      "];",
    ].join("\n");
    const lines = withLab(file, "billing").split("\n");
    assert.equal(lines.indexOf('import { billing } from "./billing/lab.ts";'), 2);
    assert.equal(lines.indexOf("  billing,"), lines.indexOf("];") - 1);
  });

  it("is not put into a file that is something else", () => {
    assert.throws(() => withLab("nothing", "a"), /not a list of labs/);
  });
});
