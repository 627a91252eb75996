import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { readBoot, writeBoot } from "../../../../engine/traffic/boot/boot-record.ts";
import { restartServer } from "../../../../engine/traffic/boot/boot.ts";
import { type Boot, ended } from "../../../../engine/traffic/boot/outcome.ts";
import { serverFacts } from "../../../support/traffic/server-facts.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const facts = serverFacts("");

describe("the record of a server's boot", () => {
  const folder = temporaryFolder();

  const noted = (content: unknown) => {
    writeFileSync(path.join(folder.path, "boot.json"), JSON.stringify(content));
    return readBoot(folder.path);
  };

  it("has everything that is known of it, in whatever folder it is by now", () => {
    const boot: Boot = {
      ...ended(facts, { how: "failed", exitCode: 3 }),
      ...{ webServer: "nginx", enabledWebServer: "httpd", packages: ["nginx"], denied: ["link"] },
      ...{ active: ["nginx"], enabled: ["httpd"], perBoot: { "a.sh": "#!/bin/bash\n" } },
      ...{ console: "hello\n", logs: { "cloud-init.log": "done\n" }, webRoot: "/old/www-a" },
    };
    writeBoot(folder.path, boot);
    assert.deepEqual(readBoot(folder.path), { ...boot, webRoot: path.join(folder.path, "www-a") });
  });

  it("of an older version lacks what that did not know, and the server can be booted again", async () => {
    const { perBoot, logs, ...older } = ended(facts, { how: "ok" });
    assert.deepEqual([perBoot, logs], [{}, {}]);
    const boot = noted({ ...older, enabled: ["httpd"], enabledWebServer: "httpd" });
    assert.ok(boot !== undefined);
    assert.deepEqual([boot.perBoot, boot.logs], [{}, {}]);
    const again = await restartServer(facts, folder.path, boot);
    assert.deepEqual([again.webServer, again.active], ["httpd", ["httpd"]]);
  });

  it("is none when it is not valid", () => {
    assert.equal(noted("hello"), undefined);
    assert.equal(noted({ ...ended(facts, { how: "ok" }), active: "httpd" }), undefined);
    assert.equal(noted({ instanceId: "i-1" }), undefined);
  });
});
