import assert from "node:assert/strict";
import { emulatedConfig } from "../../../classroom/preview/emulated.ts";

describe("an environment's settings on the emulator", () => {
  it("are its own, with what the provider needs to know of the emulator", () => {
    const config = emulatedConfig({ "aws:region": "eu-west-1", "class:protect": "true" });
    assert.equal(config["aws:region"], "eu-west-1");
    assert.equal(config["class:protect"], "true");
    assert.equal(config["aws:s3UsePathStyle"], "true");
  });

  it("are without what is encrypted, at whatever depth", () => {
    const secret = { secure: "v1:x" };
    const config = emulatedConfig({
      "class:email": secret,
      "class:labs": { cdn: { key: secret } },
    });
    assert.deepEqual(
      Object.keys(config).filter((key) => key.startsWith("class:")),
      [],
    );
  });
});
