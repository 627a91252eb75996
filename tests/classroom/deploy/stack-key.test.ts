import assert from "node:assert/strict";
import { KeyFile, missingKey } from "../../../classroom/local/key-file.ts";
import { stackKey } from "../../../classroom/deploy/stack-key.ts";
import { RSA_KEY } from "../../support/keys.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const resource = (type: string, name: string, outputs = {}) => ({
  urn: `urn:pulumi:dev::class::${type}::${name}`,
  type,
  custom: true,
  outputs,
});
const PAIR = resource("aws:ec2/keyPair:KeyPair", "key", { publicKey: RSA_KEY });
const BUCKET = resource("aws:s3/bucket:Bucket", "files");

describe("the key pair of a class whose settings have none", () => {
  const temporary = temporaryFolder();
  const keyFile = () => new KeyFile("dev", temporary.path);
  let said: string[];
  beforeEach(() => {
    said = [];
  });
  const key = (resources: readonly object[], options = {}) => {
    const stack = { export: () => Promise.resolve({ deployment: { resources } }) };
    return stackKey(stack, keyFile(), (line) => said.push(line), options);
  };

  it("is made before its first resource", async () => {
    const made = await key([]);
    assert.match(made["class:publicKey"] ?? "", /^ssh-rsa /);
    assert.equal(made["class:privateKeyFile"], keyFile().name);
    assert.ok(keyFile().exists());
  });

  it("is the one that another machine has deployed", async () => {
    const found = await key([BUCKET, PAIR]);
    assert.equal(found["class:publicKey"], RSA_KEY);
    assert.equal(keyFile().exists(), false);
  });

  it("is none where the class came up without, and why is said", async () => {
    assert.deepEqual(await key([BUCKET]), {});
    assert.match(said.join("\n"), /^Key +none: .* a new one would replace its servers\./);
    assert.equal(keyFile().exists(), false);
  });

  it("is none for a new class of a machine that is not kept, and the deployed one for another", async () => {
    const without = { withoutKeyPair: true };
    assert.deepEqual(await key([], without), {});
    assert.deepEqual(said, []);
    assert.equal((await key([PAIR], without))["class:publicKey"], RSA_KEY);
    assert.equal(keyFile().exists(), false);
  });

  it("is not missed where the settings have one, in plain text or as a secret", () => {
    assert.equal(missingKey("dev", { "class:publicKey": RSA_KEY }), undefined);
    assert.equal(missingKey("dev", { "class:publicKey": { secure: "v1:abc" } }), undefined);
    assert.ok(missingKey("dev", {}));
  });
});
