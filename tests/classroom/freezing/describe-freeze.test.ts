import assert from "node:assert/strict";
import { describeFreeze } from "../../../classroom/freezing/commands.ts";

const SERVER = "instance i-0a1b2c3d in ap-northeast-2";

describe("what freeze and thaw say at the end", () => {
  it("is how a thawed class gets its servers' new addresses", () => {
    const end = { changed: [SERVER], left: [], failed: [] };
    assert.match(
      describeFreeze("thaw", "dev", end),
      /^These were started:\n {2}instance .*\nServers .* have new addresses\. .*\n {2}npm run class -- solve --class dev$/s,
    );
    assert.doesNotMatch(describeFreeze("freeze", "dev", end), /address/);
  });

  it("is what was left as it is, because it may be others'", () => {
    const left = [`${SERVER}: it got the class's tags after it was created`];
    assert.equal(
      describeFreeze("freeze", "dev", { changed: [], left, failed: [] }),
      "Nothing had to be stopped.\n" +
        "These were not stopped, because they may not belong to the class; if they do, stop them yourself:\n" +
        `  ${left.join("")}`,
    );
  });

  it("speaks of no addresses where no server was started", () => {
    const end = {
      changed: ["database db in ap-northeast-2"],
      left: [],
      failed: ["group web: denied"],
    };
    assert.equal(
      describeFreeze("thaw", "dev", end),
      "These were started:\n  database db in ap-northeast-2\n" +
        "These could not be started; run thaw again in a few minutes:\n  group web: denied",
    );
    assert.equal(
      describeFreeze("thaw", "dev", { changed: [], left: [], failed: [] }),
      "Nothing had to be started.",
    );
  });
});
