import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder, writePrivately } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Writes a page of its letter again and again. */
const WRITER = `
import { writePrivately } from ${JSON.stringify(path.join(PROJECT, "lib/files.ts"))};
const [folder, letter] = process.argv.slice(1);
for (;;) writePrivately(folder, new Map([["ko/page.html", letter.repeat(100_000)]]));
`;

/** Makes a folder, and says what the system says of it. */
const MAKER = `
import { makeFolder } from ${JSON.stringify(path.join(PROJECT, "lib/files.ts"))};
try { makeFolder(process.argv[1]); } catch ({ code, syscall, path }) { console.log(code, syscall, path); }
`;

describe("a new folder", () => {
  const temporary = temporaryFolder();
  const modeOf = (name: string) => statSync(path.join(temporary.path, name)).mode & 0o777;

  it("is made with those above it, which have its mode; an existing one stays as it is", () => {
    makeFolder(path.join(temporary.path, "a"), 0o750);
    makeFolder(path.join(temporary.path, "a/b/c"), 0o700);
    assert.deepEqual(["a", "a/b", "a/b/c"].map(modeOf), [0o750, 0o700, 0o700]);
    makeFolder(path.join(temporary.path, "a/b"), 0o755);
    assert.equal(modeOf("a/b"), 0o700);
  });

  it("is an error where a file is", () => {
    const file = path.join(temporary.path, "file");
    writeFileSync(file, "");
    for (const name of [file, path.join(file, "a/b")])
      assert.throws(
        () => {
          makeFolder(name);
        },
        { code: "EEXIST", syscall: "mkdir", path: file },
      );
  });

  it("is an error where the system has none, and not waited for", function () {
    if (process.platform !== "linux") this.skip(); // no /proc
    const args = ["--input-type=module", "--eval", MAKER, "/proc/x/y"];
    const { stdout, signal } = spawnSync(process.execPath, args, {
      ...{ encoding: "utf8", timeout: 20_000 },
    });
    assert.deepEqual([stdout, signal], ["ENOENT mkdir /proc/x\n", null]);
  });
});

describe("files that only their owner can read", () => {
  const temporary = temporaryFolder();
  const folder = () => path.join(temporary.path, "pages");
  const modeOf = (name: string) => statSync(path.join(folder(), name)).mode & 0o777;

  it("are so in a folder that others could open before", () => {
    mkdirSync(path.join(folder(), "ko"), { recursive: true });
    writeFileSync(path.join(folder(), "ko/page.html"), "old");
    for (const name of [".", "ko"]) chmodSync(path.join(folder(), name), 0o755);
    chmodSync(path.join(folder(), "ko/page.html"), 0o644);
    writePrivately(folder(), new Map([["ko/page.html", "new"]]));
    assert.deepEqual([".", "ko", "ko/page.html"].map(modeOf), [0o700, 0o700, 0o600]);
    assert.equal(readFileSync(path.join(folder(), "ko/page.html"), "utf8"), "new");
  });

  it("are whole while two write them at once, and when both are killed", async function () {
    this.timeout("30s");
    const file = path.join(folder(), "ko/page.html");
    const writers: ChildProcess[] = ["a", "b"].map((letter) =>
      spawn(process.execPath, ["--input-type=module", "--eval", WRITER, folder(), letter], {
        stdio: ["ignore", "ignore", "inherit"],
      }),
    );
    while (!existsSync(file)) await sleep(20);
    const isWhole = () => /^(a{100000}|b{100000})$/.test(readFileSync(file, "utf8"));
    for (let looks = 0; looks < 100; looks += 1) {
      assert.ok(isWhole());
      await sleep(2);
    }
    for (const writer of writers) assert.equal(writer.exitCode, null, "it has failed");
    for (const writer of writers) writer.kill("SIGKILL");
    await Promise.all(writers.map((writer) => once(writer, "exit")));
    assert.ok(isWhole());
  });

  it("are not left half written by a killed process once somebody writes again", () => {
    const at = (name: string) => path.join(folder(), name);
    writePrivately(folder(), new Map([["page.html", "page"]]));
    for (const name of ["page.html.123456789", "page.html.42", "notes.txt"])
      writeFileSync(at(name), "");
    const before = new Date(Date.now() - 3_600_000);
    for (const name of ["page.html.123456789", "notes.txt"]) utimesSync(at(name), before, before);
    writePrivately(folder(), new Map([["page.html", "page"]]));
    // The other one may still be at work.
    assert.deepEqual(readdirSync(folder()).sort(), ["notes.txt", "page.html", "page.html.42"]);
  });
});
