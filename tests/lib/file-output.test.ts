import assert from "node:assert/strict";
import { readdirSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { FileOutput } from "../../lib/file-output.ts";

describe("the output of a command in a file", () => {
  const folders = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith("aws-class-output-"));
  let output: FileOutput;
  beforeEach(() => (output = new FileOutput()));
  afterEach(() => {
    output.close();
  });

  it("is read as it comes, each piece once", () => {
    assert.equal(output.read(), "");
    writeSync(output.descriptor, "one\n");
    assert.equal(output.read(), "one\n");
    writeSync(output.descriptor, "two\nthr");
    assert.equal(output.read(), "two\nthr");
    assert.equal(output.read(), "");
  });

  it("has whole characters, whenever it is read", () => {
    const text = Buffer.from("서울");
    writeSync(output.descriptor, text.subarray(0, 4));
    assert.equal(output.read(), "서");
    writeSync(output.descriptor, text.subarray(4));
    assert.equal(output.read(), "울");
  });

  it("leaves nothing in the folder of temporary files, not even while it is written", () => {
    const before = folders();
    const another = new FileOutput();
    writeSync(another.descriptor, "a secret");
    assert.deepEqual(folders(), before);
    another.close();
  });
});
