import assert from "node:assert/strict";
import { SharedImage } from "../../../components/server/shared-image.ts";
import { ofType, only, record, refuses } from "../../support/mocks.ts";

const region = "ap-northeast-2";
const share = (...accountIds: string[]) =>
  record(() => new SharedImage("web", { amiId: "ami-1", region, accountIds }));

interface Statement {
  readonly Sid: string;
  readonly Principal: { readonly AWS: unknown };
  readonly Action: unknown;
  readonly Condition?: unknown;
}

const policy = async (...accountIds: string[]): Promise<Statement[]> => {
  const { inputs } = only(await share(...accountIds), "aws:kms/key:Key");
  return (JSON.parse(inputs.policy as string) as { Statement: Statement[] }).Statement;
};

describe("SharedImage", () => {
  it("is a copy of the image, encrypted with a key that can be shared", async () => {
    const resources = await share("210987654321");
    const { inputs } = only(resources, "aws:ec2/amiCopy:AmiCopy");
    assert.match(String(inputs.kmsKeyId), /Key\/web$/);
    assert.deepEqual(
      [inputs.sourceAmiId, inputs.sourceAmiRegion, inputs.region, inputs.encrypted],
      ["ami-1", region, region, true],
    );
  });

  it("may be launched by each account", async () => {
    const granted = ofType(
      await share("210987654321", "333333333333"),
      "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
    );
    assert.deepEqual(
      granted.map(({ inputs }) => [inputs.imageId, inputs.accountId]),
      [
        ["web-shared-id", "210987654321"],
        ["web-shared-id", "333333333333"],
      ],
    );
  });

  it("leaves the key to its own account to manage", async () => {
    const [ours] = await policy("210987654321");
    assert.deepEqual(ours?.Principal, { AWS: "arn:aws:iam::123456789012:root" });
  });

  it("lets the others use the key for what AWS does in their name, and no more", async () => {
    const [, use, attach] = await policy("210987654321");
    for (const each of [use, attach])
      assert.deepEqual(each?.Principal, { AWS: ["arn:aws:iam::210987654321:root"] });
    assert.ok(!JSON.stringify(use?.Action).includes("kms:*"));
    assert.deepEqual(attach?.Condition, { Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("is refused without an account", () =>
    refuses(
      () => new SharedImage("web", { amiId: "ami-1", region, accountIds: [] }),
      /accountIds is empty/,
    ));
});
