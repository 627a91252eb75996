import assert from "node:assert/strict";
import path from "node:path";
import { UsageError } from "../../../classroom/console/command.ts";
import type { StudentStatus } from "../../../classroom/class-status/class-status.ts";
import { checkChoice } from "../../../classroom/page/publishing/choice.ts";
import { keptFolders, publishedFiles } from "../../../classroom/page/publishing/published-files.ts";
import { filesOf, foldersOf } from "../../../classroom/class-page/published/published-folders.ts";
import { writeWhole } from "../../../lib/files.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { NOW, releasedView } from "../../support/pages/released-class.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OURS = '<meta name="generator" content="aws-class">';

describe("the published pages of a class", function () {
  this.timeout("30s");
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  const status = { state: "up" } as const;

  async function files() {
    const view = await releasedView({ labs: ["s3-bucket"] });
    const students = [
      { id: "s01", name: "김하나", status, view },
      { id: "s02", name: "이두리", status, view: undefined },
    ];
    const folders = foldersOf(["s01"], []);
    const all = publishedFiles({ own: view, students }, folders, { language: "ko", now: NOW });
    return { all, folder: folders.get("s01") ?? "" };
  }

  it("are the class's, and one for each student whose stack is up, without names", async () => {
    const { all, folder } = await files();
    assert.deepEqual([...all.keys()], ["class/page.html", `${folder}/page.html`]);
    const text = [...all.values()].join("");
    assert.doesNotMatch(text, /김하나|이두리/);
    assert.doesNotMatch(all.get("class/page.html") ?? "", /s01|s02|students/);
    assert.match(all.get(`${folder}/page.html`) ?? "", /<h1><bdi>s01<\/bdi><\/h1>/);
    assert.ok(text.includes('<meta name="robots" content="noindex">'));
    assert.ok(text.includes('<meta name="referrer" content="no-referrer">'));
  });

  it("have the handouts that are on this machine beside them, and nothing else from there", async () => {
    const at = (...names: string[]) => path.join(temporary.path, "handouts/dev", ...names);
    for (const language of ["ko", "en"]) writeWhole(at("s01", language, "s3-bucket.html"), OURS);
    writeWhole(at("s01/ko/s3-bucket.md"), OURS);
    writeWhole(at("s01/ko/mine.html"), "<h1>Mine</h1>");
    const { all, folder } = await files();
    const names = [...all.keys()].filter((name) => name.startsWith(`${folder}/`));
    const expected = ["page.html", "ko/s3-bucket.html", "en/s3-bucket.html"];
    assert.deepEqual(names.sort(), expected.map((name) => `${folder}/${name}`).sort());
    assert.match(all.get(`${folder}/page.html`) ?? "", /<a href="ko\/s3-bucket\.html">/);
    assert.doesNotMatch(all.get("class/page.html") ?? "", /href="ko\//);
  });
});

describe("the published page of a student whose stack cannot be read", () => {
  const folders = foldersOf(["s01", "s02", "s03"], []);
  const kept = (state: StudentStatus["state"]) =>
    keptFolders({ students: [{ id: "s02", status: { state }, view: undefined }] }, folders);

  it("stays while the stack changes or does not answer, so that its address stays the same", () => {
    for (const state of ["changing", "failed", "unknown", "up"] as const)
      assert.deepEqual(kept(state), [folders.get("s02")]);
  });

  it("goes with the stack", () => {
    for (const state of ["no resources", "not there"] as const) assert.deepEqual(kept(state), []);
  });
});

describe("the folder of a student's published page", () => {
  it("cannot be guessed, and is another one for each", () => {
    const folders = [...foldersOf(["s01", "s02"], []).values()];
    for (const folder of folders) assert.match(folder, /^s0[12]-[\w-]{22}$/);
    const others = [...foldersOf(["s01", "s02"], []).values()];
    assert.equal(new Set([...folders, ...others].map((each) => each.slice(4))).size, 4);
  });

  it("stays the same, also where two runs have made one each", () => {
    const [first, second] = ["a", "b"].map((letter) => `s01-${letter.repeat(22)}`);
    const uploaded = [`${second}/page.html`, `${first}/page.html`, "class/page.html"];
    assert.equal(foldersOf(["s01"], uploaded).get("s01"), first);
    assert.equal(foldersOf(["s01"], uploaded.toReversed()).get("s01"), first);
    assert.notEqual(foldersOf(["s0"], uploaded).get("s0"), first);
  });

  it("says whose files they are", () => {
    const [first, second, other] = ["s01-a", "s01-b", "s010-a"].map((each) => each.padEnd(26, "x"));
    const of01 = [`${first}/page.html`, `${first}/ko/s3-bucket.html`, `${second}/page.html`];
    const others = [`${other}/page.html`, "class/page.html", "s01/page.html"];
    assert.deepEqual(filesOf(["s01"], [...others, ...of01]), of01);
    assert.deepEqual(filesOf([], of01), []);
  });
});

describe("page --publish", () => {
  it("is refused beside what contradicts it, and so is --yes where nothing is asked", () => {
    const none = { out: undefined, publish: false, unpublish: false, yes: false };
    checkChoice(none);
    checkChoice({ ...none, publish: true, yes: true, out: "pages" });
    for (const wrong of [
      { publish: true, unpublish: true },
      { unpublish: true, out: "pages" },
      { yes: true },
    ])
      assert.throws(() => {
        checkChoice({ ...none, ...wrong });
      }, UsageError);
  });
});
