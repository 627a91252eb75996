import assert from "node:assert/strict";
import { parseDigest } from "../../../classroom/preview/digest.ts";
import { failureOf } from "../../../classroom/preview/failure.ts";
import { digestOf, type StepGiven } from "../../support/digests.ts";

const errorSaying = (message: string, ...steps: StepGiven[]) =>
  parseDigest(digestOf(steps, { diagnostics: [{ message, severity: "error" }] }));

const SUBNET = "subnet-0123456789";
const SERVER: StepGiven = {
  op: "update",
  type: "aws:ec2/instance:Instance",
  name: "linux-server",
  old: {
    inputs: { instanceType: "t3.micro", subnetId: SUBNET },
    outputs: { instanceType: "t3.micro", publicIp: "198.51.100.7", subnetId: SUBNET },
    propertyDependencies: { subnetId: ["urn:pulumi:dev::class::aws:ec2/subnet:Subnet::a"] },
  },
};

describe("the reason why a preview failed", () => {
  it("has the fix where the passphrase is another one", () => {
    const said =
      "error: getting stack configuration: get stack secrets manager: incorrect passphrase";
    const fix = "set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) to the passphrase";
    assert.ok(failureOf(undefined, said, []).startsWith(`${said}\n  fix: ${fix}`));
  });

  it("is what Pulumi's errors say, without its warnings", () => {
    const digest = parseDigest(
      digestOf([], {
        diagnostics: [
          { message: "deprecated", severity: "warning" },
          { message: "no such zone\n", severity: "error" },
        ],
      }),
    );
    assert.equal(failureOf(digest, "", []), "no such zone");
  });

  it("is what stands on stderr where Pulumi has looked at nothing", () => {
    const said = "error: no stack named 'dev' found\n";
    assert.equal(failureOf(undefined, said, []), "error: no stack named 'dev' found");
  });

  it("hides what the configuration keeps secret", () => {
    const message = 'class:email = "who@example.com": it is no address';
    const hidden = 'class:email = "[hidden]": it is no address';
    assert.equal(failureOf(errorSaying(message), "", ["who@example.com"]), hidden);
  });

  it("hides what deployed resources have put out, and shows what the program says", () => {
    const message = `linux-server: t3.micro at 198.51.100.7 in ${SUBNET}`;
    const shown = failureOf(errorSaying(message, SERVER), "", []);
    assert.equal(shown, "linux-server: t3.micro at [hidden] in [hidden]");
  });

  for (const [what, text] of [
    ["an access key", "AKIAIOSFODNN7EXAMPLE"],
    ["an account", "arn:aws:iam::123456789012:role/x"],
    ["a signed address", "https://s3.example.com/?X-Amz-Signature=0a1b2c"],
    ["a password in an address", "https://user:hunter2@example.com"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"],
  ] as const)
    it(`hides ${what}`, () => {
      const shown = failureOf(undefined, `error: ${text}`, []);
      assert.match(shown, /\[hidden\]/);
      assert.doesNotMatch(shown, /AKIA|123456789012|0a1b2c|hunter2|MIIE/);
    });

  it("is cut where it is very long, and says so", () => {
    const shown = failureOf(undefined, "x".repeat(5000), []);
    assert.match(shown, /^x{3000}\n\.\.\. and 2000 more characters$/);
  });
});
