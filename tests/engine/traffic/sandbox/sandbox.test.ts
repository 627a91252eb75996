import assert from "node:assert/strict";
import path from "node:path";
import { Application } from "../../../../engine/traffic/applications/application.ts";
import { LIMITS } from "../../../../engine/traffic/sandbox/limits.ts";
import { follow } from "../../../../engine/traffic/boot/run.ts";
import { startSandbox } from "../../../../engine/traffic/sandbox/sandbox.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("a sandbox that cannot be started", () => {
  const folder = temporaryFolder();

  const start = () =>
    startSandbox(path.join(folder.path, "bwrap"), {
      ...{ stage: folder.path, hostname: "server", diskMiB: 1, devices: [], command: ["true"] },
    });

  it("ends this process neither for a server nor for an application", async () => {
    await assert.rejects(follow(start(), folder.path, LIMITS), /^Error: spawn .*bwrap E/);
    const application = new Application(start(), LIMITS);
    const asked = application.ask({ method: "GET", path: "/", query: "", headers: {} });
    assert.deepEqual(await asked, { how: "refused" });
    assert.ok(application.hasEnded);
  });
});
