import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { whyNotRunning } from "../../../classroom/stack/running-local.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a class on this machine that no command can work on", () => {
  const temporary = temporaryFolder();

  it("is one that was not started, or whose last change was killed", () => {
    const folder = new LocalFolder(temporary.path);
    assert.match(whyNotRunning(folder), /^No class is running on this machine/);
    mkdirSync(folder.state, { recursive: true });
    folder.watch.changeBegins();
    assert.match(whyNotRunning(folder), /^The last change .* was interrupted.* npm start/);
    folder.watch.changeEnds();
    assert.match(whyNotRunning(folder), /^No class is running on this machine/);
  });
});
