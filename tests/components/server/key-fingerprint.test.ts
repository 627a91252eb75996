import assert from "node:assert/strict";
import {
  fingerprintCommand,
  isRsa,
  keyFingerprint,
} from "../../../components/server/public-key.ts";
import { ED25519_KEY as ED25519, RSA_KEY as RSA } from "../../support/keys.ts";

describe("keyFingerprint", () => {
  it("of an ED25519 key is what ssh-keygen -l shows, with the padding that EC2 keeps", () => {
    assert.equal(keyFingerprint(ED25519), "4tM9OUORFZhKIUrRYvRTNH+yLYsMCljLHgGtR+GYZBI=");
  });

  it("of an RSA key is what openssl shows of its DER form", () => {
    assert.equal(keyFingerprint(RSA), "0b:6f:87:df:60:75:db:5b:c8:d0:a8:3f:39:4a:83:6a");
  });

  it("does not depend on the comment", () => {
    for (const key of [ED25519, RSA])
      assert.equal(keyFingerprint(key.replace(" class@example.com", "\n")), keyFingerprint(key));
  });

  it("is shown of the private half by a command for its kind", () => {
    assert.equal(fingerprintCommand(ED25519, "key.pem"), "ssh-keygen -lf key.pem");
    assert.match(fingerprintCommand(RSA, "key.pem"), /^ssh-keygen -ef key\.pem .* openssl md5 -c$/);
  });

  it("comes in two kinds, of which Windows takes RSA alone", () => {
    assert.deepEqual([ED25519, RSA].map(isRsa), [false, true]);
  });
});
