import assert from "node:assert/strict";
import { NobodyToAskError } from "../../../classroom/console/ask.ts";
import { parseCall } from "../../../classroom/console/call.ts";
import { down } from "../../../classroom/down/command.ts";
import { NoStackError } from "../../../classroom/pulumi/stack-file.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("npm run down", () => {
  const printed = capturedConsole();
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  const call = async (...args: readonly string[]): Promise<unknown> => {
    const parsed = parseCall([down], ["down", ...args], {});
    assert.ok("values" in parsed);
    return down.run(parsed.values as Parameters<typeof down.run>[0], [down]);
  };

  it("ends the class on this machine, of which nothing is left where the emulator does not run", async () => {
    assert.equal(await call(), 0);
    assert.match(printed.text, /The emulator is not running.*\n.*Nothing is left/);
  });

  it("destroys no stack on AWS without a question, and none that there is not", async () => {
    await assert.rejects(call("--stack", "dev"), (error) => {
      assert.ok(error instanceof NobodyToAskError);
      assert.match(error.message, /npm run down -- --stack dev --yes$/);
      return true;
    });
    await assert.rejects(call("--stack", "nope", "--yes"), NoStackError);
  });

  it("knows its options, and no other", () => {
    const known = ["--yes", "--yes-delete-protected", "--remove-foreign", "--verbose"];
    for (const option of known)
      assert.ok("values" in parseCall([down], ["down", option], {}), option);
    assert.throws(() => parseCall([down], ["down", "--force"], {}), /--force/);
  });
});
