import assert from "node:assert/strict";
import { keyPair } from "../../labs/key-pair/lab.ts";
import { RSA_KEY } from "../support/keys.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";

const KEY = "aws:ec2/keyPair:KeyPair";

describe("lab key-pair", () => {
  it("imports the class's public key, and nothing else", async () => {
    const { resources } = await recordLab(keyPair);
    assert.deepEqual(inventory(resources), { [KEY]: 1 });
    assert.match(String(only(resources, KEY).inputs.publicKey), /^ssh-ed25519 /);
  });

  it("imports a key of its own in its place", async () => {
    const { resources } = await recordLab(keyPair, { publicKey: RSA_KEY });
    assert.equal(only(resources, KEY).inputs.publicKey, RSA_KEY);
  });

  it("exports the fingerprint of the local key", async () => {
    const { outputs } = await recordLab(keyPair);
    assert.equal(outputs.localFingerprint, "4tM9OUORFZhKIUrRYvRTNH+yLYsMCljLHgGtR+GYZBI=");
    assert.match(String(outputs.compare), /^ssh-keygen -lf /);
  });

  it("exports the public key itself, so that it can be imported again by hand", async () => {
    const { resources, outputs } = await recordLab(keyPair, { publicKey: RSA_KEY });
    assert.equal(outputs.publicKey, RSA_KEY);
    assert.equal(outputs.publicKey, only(resources, KEY).inputs.publicKey);
  });

  it("is refused without any key, before anything is made", () =>
    assert.rejects(
      recordLab(keyPair, {}, { publicKey: undefined }),
      /class:labs.key-pair.publicKey: there is no public key to import/,
    ));

  it("refuses a malformed key", () => {
    assert.equal(keyPair.settings.safeParse({ publicKey: "ssh-rsa AAAA" }).success, false);
  });
});
