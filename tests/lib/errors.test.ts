import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { causeIn, cleanedUp, explainedFileError } from "../../lib/errors.ts";

const failed = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: it failed`), { code, syscall: "write", path });

describe("work that is cleaned up after", () => {
  const fails = (message: string) => () => Promise.reject(new TypeError(message));
  const ends = () => Promise.resolve(1);

  it("keeps its own error where cleaning up fails, too, and says both", async () => {
    const both = { name: "TypeError", message: "the work\nthe rest" };
    await assert.rejects(cleanedUp(fails("the work"), fails("the rest")), both);
    await assert.rejects(cleanedUp(fails("the work"), ends), { message: "the work" });
    await assert.rejects(cleanedUp(ends, fails("the rest")), { message: "the rest" });
    assert.equal(await cleanedUp(ends, ends), 1);
  });
});

describe("what the machine lacks", () => {
  for (const [said, cause] of [
    ["ENOSPC: no space left on device, write", "disk"],
    ["write /root/.cache/go-build: no space left on device", "disk"],
    ["OSError: [Errno 122] Disk quota exceeded", "disk"],
    ["mkdir /home/x/.cache: permission denied", "rights"],
    ["EROFS: read-only file system", "rights"],
    ["dial tcp: lookup proxy.golang.org: no such host", "network"],
    ["connect: connection refused", "network"],
    ["Failed to establish a new connection: [Errno -2] Name or service not known", "network"],
    ["undefined: aws.Thing", undefined],
  ] as const)
    it(`is ${cause ?? "nothing"} by "${said}"`, () => {
      assert.equal(causeIn(said), cause);
    });

  it("is said with the file when the disk is full", () => {
    const message = explainedFileError(failed("ENOSPC", "/class/state.json"))?.message;
    assert.match(message ?? "", /^The disk is full \(ENOSPC\): \/class\/state\.json cannot be/);
  });

  it("is said with the file when it may not be written", () => {
    assert.match(
      explainedFileError(failed("EACCES", "/class"))?.message ?? "",
      /check who owns it/,
    );
  });

  it("is said with the folder when it cannot be made, as on a read-only file system", () => {
    const error = Object.assign(new Error("mkdir"), {
      code: "ENOENT",
      syscall: "mkdir",
      path: "/home/x/.cache/aws-class",
    });
    assert.match(
      explainedFileError(error)?.message ?? "",
      /^\/home\/x\/\.cache\/aws-class cannot be created: .*read-only/,
    );
  });

  it("is said with the folder where a file has its place", () => {
    const error = Object.assign(failed("EEXIST", "/class"), { syscall: "mkdir" });
    assert.match(
      explainedFileError(error)?.message ?? "",
      /^\/class cannot be created: a file is there \(EEXIST\)\. Name another folder/,
    );
  });

  it("is said with the file where a folder has its place", () => {
    const error = Object.assign(failed("EISDIR", "/a.html.123"), { dest: "/a.html" });
    const message = explainedFileError(error)?.message ?? "";
    assert.match(message, /^\/a\.html cannot be read or written: a folder is there \(EISDIR\)/);
  });

  it("is nothing where a file is missing: that is a defect of ours", () => {
    try {
      readFileSync("/no/such/file");
      assert.fail();
    } catch (error) {
      assert.equal(explainedFileError(error), undefined);
    }
  });
});
