import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Authority } from "../../../../engine/traffic/tls/authority.ts";

describe("the class's certificate authority", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "authority-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is made when it is asked for again after it could not be", async () => {
    const own = path.join(folder, "tls");
    writeFileSync(own, "a file in its place");
    const authority = new Authority(own);
    await assert.rejects(authority.certificate());
    rmSync(own);
    assert.match(await authority.certificate(), /BEGIN CERTIFICATE/);
  });

  it("certifies all names of a process for one key, which is not its own", async () => {
    const authority = new Authority(folder);
    const [a, b] = [await authority.certify("a.test"), await authority.certify("b.test")];
    assert.equal(a.key, b.key);
    assert.notEqual(a.certificate, b.certificate);
  });
});
