import assert from "node:assert/strict";
import { made, messages, resource } from "./support.ts";

describe("no-iam-wildcards", () => {
  const role = (policy: unknown) =>
    messages("no-iam-wildcards", made("iam/role:Role", { inlinePolicies: [{ policy }] }));

  it("finds all of a service, in a role's own policy", () => {
    const Statement = { Effect: "Allow", Action: ["s3:*", "sns:Publish"], Resource: "*" };
    assert.deepEqual(role({ Statement }), ["it allows s3:* on all resources"]);
  });

  it("finds everything but something", () => {
    const Statement = { Effect: "Allow", NotAction: "iam:*", Resource: ["*"] };
    assert.equal(role({ Statement }).length, 1);
  });

  it("lets pass a wildcard on named resources, and one that denies", () => {
    const named = { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::sample" };
    const denied = { Effect: "Deny", Action: "*", Resource: "*" };
    assert.deepEqual(role({ Statement: [named, denied] }), []);
  });

  it("finds AWS's own policies that are as wide", () => {
    const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const attachment = made("iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn });
    assert.deepEqual(messages("no-iam-wildcards", attachment), ["it attaches AdministratorAccess"]);
  });
});

describe("required-tags", () => {
  it("reads the list that an Auto Scaling group has", () => {
    const tags = ["class", "class-id", "environment", "lab", "owner"].map((key) => ({
      key,
      value: "x",
    }));
    const group = made("autoscaling/group:Group", { tags });
    assert.deepEqual(messages("required-tags", group), ["it has no tag expires"]);
  });

  it("leaves what AWS cannot tag alone", () => {
    const route = { ...made("ec2/route:Route", { tags: undefined }), taggable: false };
    assert.deepEqual(messages("required-tags", route), []);
  });
});

describe("allowed-regions", () => {
  it("looks at providers and at a table's replicas", () => {
    const provider = resource({
      type: "pulumi:providers:aws",
      name: "far",
      props: { region: "eu-west-1" },
    });
    const table = made("dynamodb/table:Table", { replicas: [{ regionName: "us-west-2" }] });
    assert.deepEqual(messages("allowed-regions", provider, table), [
      "it is in eu-west-1",
      "it is in us-west-2",
    ]);
  });
});
