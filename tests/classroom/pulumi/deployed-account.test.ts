import assert from "node:assert/strict";
import { deployedAccount } from "../../../classroom/pulumi/deployed-account.ts";

const [OWN, OTHER] = ["111122223333", "999988887777"];
const EMULATOR = "http://127.0.0.1:5000";

describe("where a stack was deployed", () => {
  const bucket = { type: "aws:s3/bucket:Bucket", custom: true, outputs: { arn: "arn:aws:s3:::b" } };
  const role = (account: string) => ({
    type: "aws:iam/role:Role",
    custom: true,
    outputs: { arn: `arn:aws:iam::${account}:role/r` },
  });
  const stack = (outputs: object) => ({ type: "pulumi:pulumi:Stack", outputs: { class: outputs } });
  const of = (...all: object[]) => {
    const resources = all.map((each, at) => ({
      urn: `urn:pulumi:dev::class::any::${at}`,
      ...each,
    }));
    return deployedAccount({ deployment: { resources } });
  };

  it("is what its output class says", () => {
    const found = of(stack({ account: OWN, endpoint: EMULATOR }), role(OTHER));
    assert.deepEqual([found.accounts, found.endpoint], [[OWN], EMULATOR]);
  });

  it("is told by ARNs where an older version deployed it", () => {
    const found = of(stack({ name: "aws-class" }), bucket, role(OWN), role(OWN));
    assert.deepEqual([found.accounts, found.endpoint, found.isEmpty], [[OWN], "unknown", false]);
  });

  it("does not count what the stack only reads, such as another account's role", () => {
    assert.deepEqual(of(role(OWN), { ...role(OTHER), external: true }).accounts, [OWN]);
  });

  it("is nowhere when it is empty", () => {
    assert.deepEqual([of().accounts, of().isEmpty], [[], true]);
  });

  it("is nothing in an ARN that is not twelve digits, or where there is no ARN", () => {
    const of13 = [role("1111222233334"), role(`x${OWN}`), role("aws")];
    const others = [{}, { arn: 1 }].map((outputs) => ({ ...bucket, outputs }));
    assert.deepEqual(of(...of13, ...others).accounts, []);
  });

  it("is reached by the provider's settings in its state, of which only text is one", () => {
    const inputs = { region: "ap-northeast-2", skipMetadataApiCheck: true, assumeRoles: [{}] };
    const provider = { type: "pulumi:providers:aws", inputs };
    assert.deepEqual(of(provider).providers, [{ region: "ap-northeast-2" }]);
  });
});
