import assert from "node:assert/strict";
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CLI_CHANGES, copySources, HOST_CHANGES } from "../../engine/choice/go-sources.ts";
import { GO_SOURCES } from "./go-sources.ts";

describe("Pulumi's sources, changed before they are built", () => {
  let folder: string;
  const from = () => path.join(folder, "from");
  const copied = (file: string) => path.join(folder, "to", file);
  const text = (file: string) => readFileSync(copied(file), "utf8");
  const put = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(from(), file)), { recursive: true });
    writeFileSync(path.join(from(), file), content);
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "go-sources-"));
    for (const [file, content] of Object.entries(GO_SOURCES)) put(file, content);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("let the program talk to the engine itself", () => {
    copySources(from(), copied(""), HOST_CHANGES);
    assert.equal(text("main.go"), "address := req.GetMonitorAddress()\n");
  });

  it("have no other cloud's state and secrets, and keep the rest", () => {
    copySources(from(), copied(""), CLI_CHANGES);
    assert.doesNotMatch(
      text("backend/diy/backend.go") + text("secrets/cloud/manager.go"),
      /azure|gc[ps]|google|vault|authhelpers/i,
    );
    assert.match(
      text("backend/diy/backend.go"),
      /s3blob[^]*blobmux := blob.DefaultURLMux\(\)\n\n\n\tbucket, err := blobmux/,
    );
    assert.match(
      text("secrets/cloud/manager.go"),
      /awskms[^]*\t_, err := netUrl[^]*\t\}\n\n\treturn gosecrets.OpenKeeper\(ctx, url\)\n\}\n$/,
    );
  });

  it("have no pulumi logs", () => {
    copySources(from(), copied(""), CLI_CHANGES);
    assert.equal(text("operations/resources.go"), "\treturn nil, nil\n}\n");
    assert.ok(!existsSync(copied("operations/operations_aws.go")));
  });

  it("are copied with what they embed, without their tests", () => {
    for (const file of ["schema.sql", "a_test.go", "testdata/b.go", "README.md"]) put(file, "");
    copySources(from(), copied(""), {});
    assert.deepEqual(
      ["schema.sql", "a_test.go", "testdata/b.go", "README.md"].map((file) =>
        existsSync(copied(file)),
      ),
      [true, false, false, false],
    );
  });

  it("are refused when they are not those that the changes were written for", () => {
    put("main.go", "address := elsewhere\n");
    assert.throws(() => {
      copySources(from(), copied(""), HOST_CHANGES);
    }, /main\.go has no fmt\.Sprintf.* to replace/);
    rmSync(path.join(from(), "main.go"));
    assert.throws(() => {
      copySources(from(), copied(""), HOST_CHANGES);
    }, /has no main\.go to change/);
  });
});
