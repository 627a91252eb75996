import assert from "node:assert/strict";
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { withStudents } from "../../../classroom/class-page/class-view.ts";
import {
  checkPages,
  PageFolderError,
  putPages,
} from "../../../classroom/class-page/page-folder.ts";
import { pagesOf } from "../../../classroom/page/write-pages.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { NOW, releasedView } from "../../support/pages/released-class.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the pages of a class", function () {
  this.timeout("30s");
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  const folder = () => path.join(temporary.path, "page/dev");

  async function pages() {
    const view = await releasedView({ labs: ["s3-bucket"] });
    const status = { state: "up" } as const;
    const students = [
      { id: "s01", name: "김하나", status, view },
      { id: "s02", status: { state: "failed" } as const, view: undefined, reason: "no capacity" },
    ];
    const own = withStudents({ ...view, labs: [], checks: undefined }, students);
    return pagesOf({ own, students }, { language: "ko", now: NOW, folder: folder() });
  }

  it("are one for the class and one for each student whose stack is up", async () => {
    const all = await pages();
    assert.deepEqual([...all.keys()], ["index.html", "students/s01.html"]);
    const index = all.get("index.html") ?? "";
    assert.match(index, /<a href="students\/s01\.html"><bdi>김하나<\/bdi><\/a>/);
    assert.match(index, /<td><bdi>s02<\/bdi><\/td>/);
    assert.doesNotMatch(index, /s3-bucket-[0-9a-f]{7}/);
    assert.match(all.get("students/s01.html") ?? "", /s3-bucket-[0-9a-f]{7}/);
  });

  it("link to the handouts that are there, a student's to the student's own", async () => {
    const handouts = path.join(temporary.path, "handouts/dev/s01/ko");
    mkdirSync(handouts, { recursive: true });
    writeFileSync(path.join(handouts, "s3-bucket.html"), "");
    const all = await pages();
    assert.doesNotMatch(all.get("index.html") ?? "", /handouts/);
    const [, href = ""] =
      /<a href="([^"]*handouts[^"]*)">/.exec(all.get("students/s01.html") ?? "") ?? [];
    assert.ok(existsSync(path.join(folder(), "students", href)), href);
  });

  it("are written again, without those of students who are gone", () => {
    const ours = '<meta name="generator" content="aws-class">';
    putPages(
      folder(),
      new Map([
        ["index.html", ours],
        ["students/s01.html", ours],
      ]),
      true,
    );
    checkPages(folder());
    putPages(folder(), new Map([["index.html", `${ours}2`]]), true);
    assert.equal(readFileSync(path.join(folder(), "index.html"), "utf8"), `${ours}2`);
    assert.ok(!existsSync(path.join(folder(), "students/s01.html")));
  });

  for (const isPrivate of [true, false])
    it(`are written again without what a killed run has left of them, ${isPrivate ? "in our own folder" : "in the user's"}`, () => {
      const ours = '<meta name="generator" content="aws-class">';
      const pages = new Map([
        ["index.html", ours],
        ["students/s01.html", ours],
      ]);
      putPages(folder(), pages, isPrivate);
      const before = new Date(Date.now() - 3_600_000);
      const put = (name: string, text: string) => {
        writeFileSync(path.join(folder(), name), text);
        utimesSync(path.join(folder(), name), before, before);
      };
      put("index.html.1234567890", ours);
      put("students/s01.html.123456789", "");
      const users = ["index.html.123456780", "index.html.20261130", "notes.html.123456789"];
      if (!isPrivate) for (const name of users) put(name, "mine");
      writeFileSync(path.join(folder(), "index.html.987654321"), ours); // another run may be writing it
      putPages(folder(), pages, isPrivate);
      const left = globSync("**/*.html.*", { cwd: folder() }).sort();
      assert.deepEqual(left, [...(isPrivate ? [] : users), "index.html.987654321"].sort());
    });

  it("are read by their owner only, but for a folder that somebody has named", () => {
    const pages = new Map([["students/s01.html", ""]]);
    const mode = (name: string) => statSync(path.join(folder(), name)).mode & 0o777;
    putPages(folder(), pages, false);
    writeFileSync(path.join(folder(), "other"), "");
    assert.equal(mode("students/s01.html"), mode("other"));
    // The folder and the page that others could read are there.
    putPages(folder(), pages, true);
    assert.deepEqual(
      [mode("."), mode("students"), mode("students/s01.html")],
      [0o700, 0o700, 0o600],
    );
  });

  it("are not written over somebody else's, nor where a folder is", () => {
    const index = path.join(folder(), "index.html");
    const refused = () => {
      assert.throws(() => {
        checkPages(folder());
      }, PageFolderError);
    };
    mkdirSync(index, { recursive: true });
    refused();
    rmdirSync(index);
    writeFileSync(index, "<h1>Mine</h1>");
    refused();
  });
});
