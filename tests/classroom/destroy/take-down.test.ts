import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { destroyAll } from "../../../classroom/destroy/destroy-all.ts";
import { ProtectedError, takeDown } from "../../../classroom/destroy/take-down.ts";
import { deployedResources } from "../../../classroom/pulumi/deployed-class.ts";
import { PulumiStack } from "../../../classroom/pulumi/pulumi-stack.ts";
import { LedgerFile } from "../../../classroom/stack/ledger.ts";
import type { ClassStack } from "../../../classroom/stack/open-stack.ts";
import { awsAt } from "../../support/subjects.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const record = (protect: boolean) => ({
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:test::class::class:lab:sns$aws:sns/topic:Topic::alarm",
        type: "aws:sns/topic:Topic",
        custom: true,
        id: "arn:aws:sns:ap-northeast-2:111122223333:alarm",
        protect,
      },
    ],
  },
});

describe("taking a stack down", () => {
  const folder = temporaryFolder();
  const calls = () => path.join(folder.path, "calls");
  const silent = { report: () => undefined, sleep: () => Promise.resolve() };

  /** A stack whose Pulumi notes its commands, has this record, and fails to destroy the first time. */
  function opened(exported: object): ClassStack {
    const command = path.join(folder.path, "pulumi");
    const failed = path.join(folder.path, "failed");
    writeFileSync(
      command,
      `#!/bin/sh
case "$1" in stack) echo "$2" >> ${calls()};; *) echo "$1" >> ${calls()};; esac
case "$1 $2" in
  "stack export") echo '${JSON.stringify(exported)}';;
  destroy*) [ -e ${failed} ] || { touch ${failed}; exit 1; };;
esac\n`,
    );
    chmodSync(command, 0o755);
    const engine = { command, env: process.env, description: "a record", official: false };
    return {
      identity: {
        name: "aws-class",
        environment: "dev",
        owner: "teacher",
        region: "ap-northeast-2",
        peerRegion: "ap-northeast-1",
        expires: "2099-12-31T18:00:00+09:00",
      },
      stack: new PulumiStack(engine, { name: "test" }),
      aws: awsAt("http://127.0.0.1:1"),
    };
  }
  const called = () => readFileSync(calls(), "utf8").trim().split("\n");

  it("reads the stack once before it destroys, and once after each failure", async () => {
    const exported = record(false);
    const stuck = await destroyAll(opened(exported), deployedResources(exported), silent);
    assert.deepEqual(stuck, []);
    assert.deepEqual(called(), ["destroy", "export", "destroy"]);
  });

  it("notes what it has, and refuses protected data, by one look", async () => {
    const ledger = new LedgerFile("test", folder.path);
    const options = { ...silent, deleteProtected: false };
    await assert.rejects(takeDown(opened(record(true)), options, ledger), ProtectedError);
    assert.deepEqual(called(), ["export"]);
    assert.ok(existsSync(path.join(folder.path, "ledger/test.json")));
    assert.ok(ledger.read().knows("arn:aws:sns:ap-northeast-2:111122223333:alarm"));
  });
});
