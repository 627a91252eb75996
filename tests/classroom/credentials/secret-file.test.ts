import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { utimes } from "node:fs/promises";
import path from "node:path";
import { SecretFileError, writeSecretFile } from "../../../classroom/credentials/secret-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("writeSecretFile", () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const write = (name: string, content: string, overwrite = false) => {
    writeSecretFile(at(name), content, { notes: at("notes.json"), overwrite });
  };
  const read = (name: string) => readFileSync(at(name), "utf8");

  it("writes a file that only its owner can read, in a new folder", () => {
    write("new/a.csv", "one");
    assert.equal(read("new/a.csv"), "one");
    assert.equal(statSync(at("new/a.csv")).mode & 0o777, 0o600);
  });

  it("replaces what it has written", () => {
    write("b.csv", "one");
    write("b.csv", "two");
    assert.equal(read("b.csv"), "two");
  });

  it("deletes what a killed run has left of what it was writing, and nothing beside a file of others", async () => {
    write("h.csv", "one");
    for (const name of ["h.csv.1234567890", "i.csv.1234567890"]) {
      writeFileSync(at(name), "a-sec");
      await utimes(at(name), 0, 0);
    }
    write("h.csv", "two");
    write("i.csv", "two");
    const left = ["h.csv.1234567890", "i.csv.1234567890"].map((name) => existsSync(at(name)));
    assert.deepEqual(left, [false, true]);
  });

  it("knows a file of which a run that was interrupted has noted the next content", () => {
    write("g.csv", "one");
    const notes = JSON.parse(read("notes.json")) as Record<string, string[]>;
    const [last = ""] = notes[at("g.csv")] ?? [];
    writeFileSync(at("notes.json"), JSON.stringify({ [at("g.csv")]: ["0".repeat(64), last] }));
    write("g.csv", "three");
    assert.equal(read("g.csv"), "three");
  });

  it("keeps no secret in its notes", () => {
    write("c.csv", "a-secret");
    assert.doesNotMatch(read("notes.json"), /a-secret/);
  });

  it("leaves a file that somebody else has written, or changed since", () => {
    write("d.csv", "one");
    for (const name of ["d.csv", "e.csv"]) {
      writeFileSync(at(name), "mine");
      assert.throws(() => {
        write(name, "two");
      }, /\.csv exists, and was not written by this command .* --overwrite/);
      assert.equal(read(name), "mine");
    }
  });

  it("replaces it when it is asked to, and closes it to others", () => {
    writeFileSync(at("f.csv"), "mine", { mode: 0o644 });
    write("f.csv", "two", true);
    assert.equal(read("f.csv"), "two");
    assert.equal(statSync(at("f.csv")).mode & 0o777, 0o600);
  });

  it("writes to no terminal, device or folder", () => {
    for (const file of ["/dev/null", folder.path])
      assert.throws(() => {
        writeSecretFile(file, "one", { notes: at("notes.json"), overwrite: true });
      }, SecretFileError);
  });

  it("writes through no link to nothing", () => {
    symlinkSync(at("gone"), at("link.csv"));
    assert.throws(() => {
      write("link.csv", "one", true);
    }, /link to nothing/);
    assert.equal(existsSync(at("gone")), false);
  });
});
