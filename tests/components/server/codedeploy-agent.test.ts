import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SCRIPT = readFileSync(
  path.join(import.meta.dirname, "../../../components/server/scripts/codedeploy-agent.sh"),
  "utf8",
);

describe("codedeploy-agent.sh", () => {
  const folder = temporaryFolder();
  let shell: Shell;
  const run = () => shell.run(SCRIPT, { REGION: "ap-northeast-2" });

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.write("root/.keep", "");
    shell.stub("rpm", "[[ -e $STATE/agent ]]");
    for (const name of ["dnf", "systemctl"]) shell.stub(name);
    // The installer that it fetches notes its argument, and leaves the agent behind.
    const installer = 'echo "$1" >"$ROOT/root/installed"; : >"$STATE/agent"';
    shell.stub(
      "curl",
      `while [[ $1 != --output ]]; do shift; done; printf '%s\\n' '#!/bin/bash' "STATE=$STATE" '${installer}' >"$2"`,
    );
  });

  it("fetches the region's installer, runs it, and starts the agent", () => {
    const done = run();
    assert.deepEqual([done.status, done.stderr], [0, ""]);
    assert.match(
      done.calls.find((call) => call.startsWith("curl ")) ?? "",
      /^curl --fail .*https:\/\/aws-codedeploy-ap-northeast-2\.s3\.ap-northeast-2\.amazonaws\.com\/latest\/install$/,
    );
    assert.equal(shell.read("root/installed"), "auto\n");
    assert.equal(done.calls.at(-1), "systemctl enable --now codedeploy-agent");
  });

  it("brings the Ruby that the agent runs on", () => {
    assert.ok(run().calls.includes("dnf install --assumeyes ruby"));
  });

  it("installs nothing when run again, and sees that the agent runs", () => {
    run();
    assert.deepEqual(run().calls, [
      "rpm --query --quiet codedeploy-agent",
      "systemctl enable --now codedeploy-agent",
    ]);
  });

  it("runs nothing of an installer that did not come whole", () => {
    shell.stub("curl", 'while [[ $1 != --output ]]; do shift; done; echo part >"$2"; exit 18');
    const done = run();
    assert.equal(done.status, 18);
    assert.throws(() => shell.read("root/codedeploy-install"));
    assert.equal(
      done.calls.some((call) => call.startsWith("systemctl")),
      false,
    );
  });
});
