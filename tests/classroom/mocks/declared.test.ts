import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { declaredOnMocks } from "../../../classroom/mocks/declared.ts";
import type { Resource } from "../../../policy/resource.ts";

const named = (resources: readonly Resource[], type: string): Resource => {
  const found = resources.find((resource) => resource.type.endsWith(type));
  if (!found) throw new Error(`there is no ${type}`);
  return found;
};

describe("declaredOnMocks", () => {
  it("tells which resource an input comes from", async () => {
    const resources = await declaredOnMocks(() => {
      const { bucket } = new aws.s3.Bucket("notes");
      new aws.s3.BucketPolicy("notes", { bucket, policy: pulumi.interpolate`{"of":"${bucket}"}` });
    });
    const { sources, props } = named(resources, ":BucketPolicy");
    const { urn } = named(resources, ":Bucket");
    assert.deepEqual(sources, { bucket: [urn], policy: [urn] });
    assert.equal(props.policy, '{"of":"notes"}');
  });

  it("tells what a resource hangs below, and its arguments", async () => {
    const resources = await declaredOnMocks(() => {
      const parent = new pulumi.ComponentResource("test:Group", "group", { why: "to try it" });
      new aws.s3.Bucket("notes", {}, { parent });
    });
    const group = named(resources, "test:Group");
    assert.equal(named(resources, ":Bucket").parent, group.urn);
    assert.deepEqual(group.props, { why: "to try it" });
  });

  it("tells what AWS can tag", async () => {
    const resources = await declaredOnMocks(() => {
      const { bucket } = new aws.s3.Bucket("notes");
      new aws.s3.BucketAccelerateConfiguration("notes", { bucket, status: "Enabled" });
    });
    assert.equal(named(resources, ":Bucket").taggable, true);
    assert.equal(named(resources, ":BucketAccelerateConfiguration").taggable, false);
  });

  it("sees a secret's value, which a rule may have to look into", async () => {
    const resources = await declaredOnMocks(
      () => new aws.iam.Policy("p", { policy: pulumi.secret("{}") }),
    );
    assert.equal(named(resources, ":Policy").props.policy, "{}");
  });

  it("waits for resources that others bring up late", async () => {
    const resources = await declaredOnMocks(() => {
      new aws.s3.Bucket("first").id.apply(() => new aws.sns.Topic("late"));
    });
    assert.equal(named(resources, ":Topic").name, "late");
  });

  it("throws what the program throws, and leaves nothing that would end the process later", async () => {
    const later: unknown[] = [];
    const note = (error: unknown) => void later.push(error);
    process.on("unhandledRejection", note);
    try {
      const mistaken = declaredOnMocks(() => {
        new aws.s3.Bucket("notes");
        throw new Error("the settings are wrong");
      });
      await assert.rejects(mistaken, { message: "the settings are wrong" });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.off("unhandledRejection", note);
    }
    assert.deepEqual(later, []);
  });
});
