import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Ask } from "../../../classroom/console/ask.ts";
import { putPages } from "../../../classroom/class-page/page-folder.ts";
import { writeCards } from "../../../classroom/student-cards/cards-folder.ts";
import { offerToForget } from "../../../classroom/student-cards/personal-files.ts";
import { notePath } from "../../../classroom/students/noted-paths.ts";
import { writeWhole } from "../../../lib/files.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the roster and the cards of a class that is closed", () => {
  const temporary = temporaryFolder();
  const { AWS_CLASS_FOLDER } = process.env;
  beforeEach(() => {
    process.env.AWS_CLASS_FOLDER = path.join(temporary.path, "class");
  });
  after(() => {
    if (AWS_CLASS_FOLDER === undefined) delete process.env.AWS_CLASS_FOLDER;
    else process.env.AWS_CLASS_FOLDER = AWS_CLASS_FOLDER;
  });
  const at = (...names: string[]) => path.join(temporary.path, ...names);

  /** What is said of a class with a roster and cards. */
  async function offered(ask: Ask | undefined): Promise<string> {
    writeFileSync(at("my class.csv"), "id,name");
    notePath("dev", "rosters", at("my class.csv"));
    writeCards("dev", at("cards"), new Map([["cards.html", "<p>"]]));
    const lines: string[] = [];
    await offerToForget("dev", { ask, report: (line) => lines.push(line) });
    return lines.join("\n");
  }
  const areThere = () =>
    [at("my class.csv"), at("cards", "cards.html")].map((each) => existsSync(each));

  it("are deleted after a yes", async () => {
    const questions: string[] = [];
    const said = await offered((question) => {
      questions.push(question);
      return Promise.resolve("y");
    });
    assert.deepEqual(areThere(), [false, false]);
    assert.deepEqual(questions, ["Delete 2 files? (y/N) "]);
    assert.match(said, /my class\.csv\n.*cards\.html\nDeleted 2 files\./);
  });

  it("stay without one, and it is said how to delete them", async () => {
    for (const ask of [() => Promise.resolve(""), () => Promise.resolve(undefined), undefined]) {
      const said = await offered(ask);
      assert.deepEqual(areThere(), [true, true]);
      const files = `"${at("my class.csv")}" ${at("cards", "cards.html")}`;
      assert.ok(said.endsWith(`They are kept. To delete them: rm -r ${files}`), said);
    }
  });

  it("go with its pages, handouts, and what the board has shown; other files and the key stay", async () => {
    const ours = '<meta name="generator" content="aws-class">';
    const own = ["page/dev/index.html", "handouts/dev/s01/ko/cdn.html", "progress/dev.json"];
    for (const name of own) writeWhole(at("class", name), ours);
    putPages(at("web"), new Map([["students/s01.html", ours]]), false);
    notePath("dev", "pages", at("web"));
    const others = ["web/index.html", "web/students/mine.html", "class/keys/dev.pem"];
    const another = "class/page/other/index.html";
    for (const name of [...others, another]) writeWhole(at(name), "");
    const said = await offered(() => Promise.resolve("y"));
    assert.match(said, /handouts\/dev \(1 file\)\n[^]*Deleted 6 files\./);
    assert.match(said, /Kept: .*keys\/dev\.pem, the private key/);
    const gone = ["class/page/dev", "class/handouts/dev", "class/progress/dev.json"];
    for (const name of [...gone, "web/students/s01.html"]) assert.ok(!existsSync(at(name)), name);
    for (const name of [...others, another]) assert.ok(existsSync(at(name)), name);
  });

  it("are not spoken of where there are none", async () => {
    const lines: string[] = [];
    await offerToForget("dev", { ask: undefined, report: (line) => lines.push(line) });
    assert.deepEqual(lines, []);
  });
});
