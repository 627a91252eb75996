import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { ProjectCopy } from "../support/project-copy.ts";

const FIXTURE = path.join(PROJECT, "tests/fixtures/queue");

/** Asks, in the copy, what its services do not know of the lab's types. */
const GAPS = `
  const { recordLab } = await import("./tests/support/labs.ts");
  const { gapsIn } = await import("./tests/aws/gaps.ts");
  const { services } = await import("./aws/services.ts");
  const { sqsQueue } = await import("./labs/sqs-queue/lab.ts");
  const { resources } = await recordLab(sqsQueue);
  const types = resources.map(({ type }) => type).filter((type) => type.startsWith("aws:sqs"));
  console.log(JSON.stringify(gapsIn(types, await services())));
`;

describe("a lab that is added to a copy of the project", function () {
  this.timeout(180_000);
  let copy: ProjectCopy;
  const node = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { cwd: copy.folder, encoding: "utf8" });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      ...{ cwd: copy.folder, encoding: "utf8" },
    });
  const take = (part: string): void => {
    for (const file of globSync(`${part}/**/*.txt`, { cwd: FIXTURE })) {
      const to = path.join(copy.folder, file.replace(/\.txt$/, ""));
      mkdirSync(path.dirname(to), { recursive: true });
      copyFileSync(path.join(FIXTURE, file), to);
    }
  };
  const gaps = (): unknown => JSON.parse(node("--input-type=module", "--eval", GAPS));
  /** The gaps where the service lacks a part. */
  const without = (part: string): unknown => {
    const file = path.join(copy.folder, "aws/sqs/service.ts");
    const whole = readFileSync(file, "utf8");
    assert.ok(whole.includes(part));
    writeFileSync(file, whole.replace(part, ""));
    const found = gaps();
    writeFileSync(file, whole);
    return found;
  };

  before(() => {
    copy = new ProjectCopy();
    cpSync(path.join(PROJECT, "tests"), path.join(copy.folder, "tests"), { recursive: true });
    copyFileSync(path.join(PROJECT, "tsconfig.json"), path.join(copy.folder, "tsconfig.json"));
    writeFileSync(path.join(copy.folder, ".gitignore"), "node_modules\n");
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "before");
  });

  after(() => {
    copy.remove();
  });

  it("is one folder and one line, and type-checks as it is made", () => {
    node("classroom/main.ts", "new-lab", "sqs-queue");
    const changed = git("status", "--short", "--untracked-files=normal").trim().split("\n");
    assert.deepEqual(changed, ["M labs/catalogue.ts", "?? labs/sqs-queue/"]);
    const lines = git("diff", "--numstat").split("\t").slice(0, 2);
    assert.deepEqual(lines, ["2", "0"]); // its import, and its line
    const config = { extends: "./tsconfig.json", include: ["labs/sqs-queue", "labs/catalogue.ts"] };
    writeFileSync(path.join(copy.folder, "tsconfig.lab.json"), JSON.stringify(config));
    const tsc = path.join(PROJECT, "node_modules/typescript-7/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.lab.json"], {
      ...{ cwd: copy.folder, encoding: "utf8" },
    });
    assert.equal(status, 0, stdout);
    rmSync(path.join(copy.folder, "tsconfig.lab.json"));
  });

  it("with a service of AWS that is new has no price, no finder and no line in types.ts, which is said", () => {
    take("labs");
    assert.deepEqual(gaps(), [
      "sqs: aws:sqs/queue:Queue is not in types.ts: does it hold data?",
      "sqs: aws:sqs/queue:Queue has no finder, and is part of nothing",
      "sqs: aws:sqs/queue:Queue has no price, and is not known to be free",
    ]);
  });

  it("needs one more folder for it, with price and finder", () => {
    take("aws");
    assert.deepEqual(gaps(), []);
    const changed = git("status", "--short", "--untracked-files=normal").trim().split("\n");
    assert.deepEqual(changed, ["M labs/catalogue.ts", "?? aws/sqs/", "?? labs/sqs-queue/"]);
    assert.deepEqual(without(", prices"), [
      "sqs: aws:sqs/queue:Queue has no price, and is not known to be free",
    ]);
    assert.deepEqual(without(", finders: [queues]"), [
      "sqs: aws:sqs/queue:Queue has no finder, and is part of nothing",
    ]);
  });
});
