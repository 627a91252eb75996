import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { archiveFiles } from "../../../engine/provider/values/asset-content.ts";
import { assetPath, materialize } from "../../../engine/provider/values/assets.ts";
import { zip } from "../../../engine/provider/values/zip.ts";

const text = (content: string) =>
  ({
    kind: "asset",
    text: content,
    hash: createHash("sha256").update(content).digest("hex"),
  }) as const;

describe("assets", () => {
  const { TMPDIR } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "assets-test-"));
    process.env.TMPDIR = folder;
  });

  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  });

  const kept = () => path.join(folder, "pulumi-assets");

  it("are kept in files named after their content", async () => {
    const page = text("<h1>안녕</h1>");
    await materialize(page);
    assert.equal(readFileSync(assetPath(page), "utf8"), "<h1>안녕</h1>");
    assert.notEqual(assetPath(page), assetPath(text("other")));
  });

  it("are for nobody else to read", async () => {
    mkdirSync(kept(), { mode: 0o777 });
    await materialize(text("a"));
    assert.equal(statSync(kept()).mode & 0o777, 0o700);
    assert.equal(statSync(assetPath(text("a"))).mode & 0o777, 0o600);
  });

  it("are refused a folder that is none", async () => {
    symlinkSync(os.tmpdir(), kept());
    await assert.rejects(materialize(text("a")), /is not a folder/);
  });

  it("leave nothing half-written when they cannot be read", async () => {
    const missing = { kind: "asset", path: path.join(folder, "missing"), hash: "ab" } as const;
    await assert.rejects(materialize(missing), /ENOENT/);
    assert.deepEqual(readdirSync(kept()), []);
  });

  it("are not made of a hash alone, unless it is the hash of nothing", async () => {
    const { hash } = text("a");
    await assert.rejects(materialize({ kind: "asset", hash }), /sent no content of asset/);
    await assert.rejects(materialize({ kind: "archive", hash }), /sent no content of archive/);
    assert.deepEqual(readdirSync(kept()), []);
    const empty = { kind: "asset", hash: text("").hash } as const;
    await materialize(empty);
    assert.equal(readFileSync(assetPath(empty), "utf8"), "");
  });

  it("are written again where the file is not what its name says", async () => {
    await materialize(text("a"));
    writeFileSync(assetPath(text("a")), "");
    await materialize(text("a"));
    assert.equal(readFileSync(assetPath(text("a")), "utf8"), "a");
  });

  it("need the hash that the engine sends", () => {
    assert.throws(() => assetPath({ kind: "asset", text: "a" }), /without a hash/);
  });

  it("that are archives hold folders, linked files and other archives", async () => {
    mkdirSync(path.join(folder, "site/css"), { recursive: true });
    writeFileSync(path.join(folder, "site/css/a.css"), "a");
    symlinkSync("css/a.css", path.join(folder, "site/link.css"));
    const site = { kind: "archive", path: path.join(folder, "site") } as const;
    const files = await archiveFiles({ assets: { "b.txt": text("b"), site } });
    assert.deepEqual([...files.keys()].sort(), ["b.txt", "site/css/a.css", "site/link.css"]);
  });

  it("that are zip files already are taken as they are", async () => {
    const file = path.join(folder, "given.zip");
    writeFileSync(file, "PK");
    const given = { kind: "archive", path: file, hash: "ab" } as const;
    await materialize(given);
    assert.equal(readFileSync(assetPath(given), "utf8"), "PK");
  });

  it("that are archives are always written: an empty one of an older version would not be noticed", async () => {
    const site = { kind: "archive", assets: { "a.txt": text("a") }, hash: "ab" } as const;
    mkdirSync(kept());
    writeFileSync(assetPath(site), zip(new Map()));
    await materialize(site);
    assert.deepEqual(readFileSync(assetPath(site)), zip(new Map([["a.txt", Buffer.from("a")]])));
  });
});

describe("zip", () => {
  const files = new Map([
    ["b/한글.txt", Buffer.from("hello ".repeat(1000))],
    ["a.txt", Buffer.alloc(0)],
  ]);

  it("makes the same bytes of the same files, in any order", () => {
    assert.deepEqual(zip(files), zip(new Map([...files].reverse())));
  });

  it("can be read by others", () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "zip-test-")), "a.zip");
    writeFileSync(file, zip(files));
    const script =
      "import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))";
    const read = execFileSync("python3", ["-c", script, file], { encoding: "utf8" });
    rmSync(path.dirname(file), { recursive: true });
    assert.deepEqual(JSON.parse(read), { "a.txt": "", "b/한글.txt": "hello ".repeat(1000) });
  });
});
