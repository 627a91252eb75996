import assert from "node:assert/strict";
import { describeFreeze } from "../../../classroom/freezing/commands.ts";

const SERVER = "instance i-0a1b2c3d in ap-northeast-2";

describe("what freeze and thaw say at the end", () => {
  it("is how a thawed class gets its servers' new addresses", () => {
    const end = { changed: [SERVER], failed: [] };
    assert.match(
      describeFreeze("thaw", "dev", end),
      /^These were started:\n {2}instance .*\nServers .* have new addresses\. .*\n {2}npm run class -- solve --class dev$/s,
    );
    assert.doesNotMatch(describeFreeze("freeze", "dev", end), /address/);
  });

  it("speaks of no addresses where no server was started", () => {
    const end = { changed: ["database db in ap-northeast-2"], failed: ["group web: denied"] };
    assert.equal(
      describeFreeze("thaw", "dev", end),
      "These were started:\n  database db in ap-northeast-2\n" +
        "These could not be started; run thaw again in a few minutes:\n  group web: denied",
    );
    assert.equal(
      describeFreeze("thaw", "dev", { changed: [], failed: [] }),
      "Nothing had to be started.",
    );
  });
});
