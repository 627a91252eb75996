import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import {
  cardFolders,
  checkFolder,
  forgetCards,
  refuseInCi,
  writeCards,
} from "../../../classroom/student-cards/cards-folder.ts";
import { passphraseFor } from "../../../classroom/student-cards/passphrase.ts";
import { filesIn, tarOf } from "../../../classroom/student-cards/tar.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FILES = new Map([
  ["cards.html", "<p>"],
  ["cards.csv", "id"],
]);
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe("the folder of cards", () => {
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
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: at("repo"), stdio: "ignore" });

  it("and the files in it are their owner's alone, and it is noted where they are", async () => {
    await checkFolder(at("out"));
    writeCards("dev", at("out"), FILES);
    assert.deepEqual([at("out"), at("out", "cards.html"), at("out", "cards.csv")].map(modeOf), [
      "700",
      "600",
      "600",
    ]);
    assert.deepEqual(cardFolders("dev"), [at("out")]);
    assert.equal(
      readFileSync(at("class", "students", "dev", "cards.json"), "utf8"),
      JSON.stringify([at("out")]),
    );
  });

  it("is written again for the same class, and not over somebody else's files", () => {
    mkdirSync(at("other"));
    writeFileSync(at("other", "cards.csv"), "mine");
    assert.throws(() => {
      writeCards("dev", at("other"), FILES);
    }, /cards\.csv exists, and is not of this class/);
    writeCards("dev", at("own"), FILES);
    writeCards("dev", at("own"), new Map([["cards.csv", "new"]]));
    assert.equal(readFileSync(at("own", "cards.csv"), "utf8"), "new");
  });

  it("is refused where others can read it, or it is a file", async () => {
    mkdirSync(at("open"));
    chmodSync(at("open"), 0o755);
    await assert.rejects(
      checkFolder(at("open")),
      /Others can read the folder .*does not exist yet/,
    );
    writeFileSync(at("file"), "");
    await assert.rejects(checkFolder(at("file")), /is not a folder/);
  });

  it("is refused in a git work tree, through a link too, unless git ignores it", async () => {
    mkdirSync(at("repo", "sub"), { recursive: true });
    git("init", "-q");
    writeFileSync(at("repo", ".gitignore"), "private/\n*.html\n");
    symlinkSync(at("repo"), at("link"));
    const seen = /is in a git work tree that does not ignore it/;
    await assert.rejects(checkFolder(at("repo", "sub", "new")), seen);
    await assert.rejects(checkFolder(at("link", "new")), seen);
    await checkFolder(at("repo", "private", "cards"));
    await checkFolder(at("elsewhere"));
  });

  it("is refused where git cannot say whether it ignores it", async () => {
    mkdirSync(at("repo", ".git"), { recursive: true });
    await assert.rejects(checkFolder(at("repo", "cards")), /is in a git work tree/);
  });

  it("is refused in CI", () => {
    assert.throws(() => {
      refuseInCi({ CI: "true" });
    }, /not written in CI \(CI=true\)/);
    refuseInCi({ CI: "false" });
    refuseInCi({});
  });

  it("goes with its cards, and stays with what else is in it", () => {
    writeCards("dev", at("a"), FILES);
    writeCards("dev", at("b"), FILES);
    writeFileSync(at("b", "notes.txt"), "");
    assert.deepEqual(forgetCards(at("a")), [at("a", "cards.html"), at("a", "cards.csv")]);
    forgetCards(at("b"));
    assert.deepEqual([existsSync(at("a")), existsSync(at("b", "notes.txt"))], [false, true]);
    assert.deepEqual([cardFolders("dev"), forgetCards(at("a"))], [[], []]);
  });

  it("has nothing left of cards that a killed run was writing, once they are written again or deleted", () => {
    const half = at("a", "cards.csv.1234567890");
    const killed = () => {
      writeFileSync(half, "id,first password");
      utimesSync(half, 0, 0);
    };
    writeCards("dev", at("a"), FILES);
    killed();
    writeCards("dev", at("a"), FILES);
    assert.ok(!existsSync(half));
    killed();
    assert.ok(forgetCards(at("a")).includes(half));
    assert.ok(!existsSync(at("a")));
  });

  it("packs files as tar does", () => {
    const files = new Map([
      ["cards.html", Buffer.alloc(600, "가")],
      ["cards.csv", Buffer.alloc(0)],
    ]);
    const archive = tarOf(files);
    assert.deepEqual(filesIn(archive), files);
    writeFileSync(at("cards.tar"), archive);
    execFileSync("tar", ["-xf", at("cards.tar"), "-C", temporary.path]);
    assert.ok(readFileSync(at("cards.html")).equals(Buffer.alloc(600, "가")));
    assert.equal(modeOf(at("cards.html")), "600");
  });
});

describe("passphraseFor", () => {
  const asked =
    (...answers: (string | undefined)[]) =>
    () =>
      Promise.resolve(answers.shift());

  it("is asked for twice before anything is encrypted, once to decrypt", async () => {
    const long = "four words of mine";
    assert.equal(await passphraseFor(asked(long, long), { times: 2, env: {} }), long);
    assert.equal(await passphraseFor(asked("short"), { times: 1, env: {} }), "short");
    await assert.rejects(
      passphraseFor(asked(long, `${long}.`), { times: 2, env: {} }),
      /not the same/,
    );
  });

  it("is taken from the environment where nobody is there", async () => {
    const env = { AWS_CLASS_CARDS_PASSPHRASE: "four words of mine" };
    assert.equal(await passphraseFor(asked(), { times: 2, env }), "four words of mine");
    await assert.rejects(
      passphraseFor(asked(), { times: 2, env: {} }),
      /set AWS_CLASS_CARDS_PASSPHRASE/,
    );
  });

  it("is refused when it can be guessed", async () => {
    await assert.rejects(passphraseFor(asked("12345678901"), { times: 2, env: {} }), /at least 12/);
  });
});
