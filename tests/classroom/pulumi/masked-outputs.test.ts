import assert from "node:assert/strict";
import { outputsIn } from "../../../classroom/pulumi/secrets/masked-outputs.ts";
import { SECRET, SIGNATURE } from "../../../engine/provider/values/property-value.ts";

const URN = "urn:pulumi:dev::class";

const stateWith = (outputs: object) => ({
  deployment: {
    resources: [
      { urn: `${URN}::aws:s3/bucket:Bucket::b`, type: "aws:s3/bucket:Bucket" },
      { urn: `${URN}::pulumi:pulumi:Stack::class-dev`, type: "pulumi:pulumi:Stack", outputs },
    ],
  },
});

describe("the outputs in an exported stack", () => {
  it("are those of the stack itself", () => {
    const outputs = { "s3-bucket": { name: "b", sizes: [1, { a: null }] } };
    assert.deepEqual(outputsIn(stateWith(outputs)), outputs);
  });

  it("have their secrets masked, at any depth, as Pulumi masks them", () => {
    const secret = { [SIGNATURE]: SECRET, ciphertext: "v1:abc" };
    assert.deepEqual(outputsIn(stateWith({ login: { password: secret, all: [secret] } })), {
      login: { password: "[secret]", all: ["[secret]"] },
    });
  });

  it("are none where the stack has none", () => {
    assert.deepEqual(outputsIn({ deployment: {} }), {});
  });
});
