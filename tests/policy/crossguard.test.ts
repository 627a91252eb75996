import assert from "node:assert/strict";
import { Declared, plainOf } from "../../policy/crossguard.ts";
import { UNKNOWN } from "../../policy/values.ts";

/** An object whose `id` cannot be read. */
const unreadable = (message: string) => ({
  get id(): string {
    throw new Error(message);
  },
});

describe("plainOf", () => {
  it("gives inputs as they are", () => {
    const props = { list: [1, { name: "a" }], on: true, nothing: null };
    assert.deepEqual(plainOf(props), props);
  });

  it("marks what a preview cannot know, wherever it stands", () => {
    const unknown = unreadable("string value at .id can't be known during preview");
    assert.deepEqual(plainOf({ list: ["a", unknown] }), { list: ["a", { id: UNKNOWN }] });
  });

  it("passes on any other error", () => {
    assert.throws(() => plainOf(unreadable("broken")), /broken/);
  });
});

describe("a stack as CrossGuard tells of it", () => {
  const given = (name: string, props = {}, parent?: string) => ({
    ...{ urn: `urn:${name}`, type: "test:Type", name, props },
    opts: { ...(parent !== undefined && { parent: `urn:${parent}` }) },
  });
  const complete = (name: string, outputs = {}, propertyDependencies = {}) => ({
    ...{ urn: `urn:${name}`, type: "test:Type", props: outputs, propertyDependencies },
  });

  it("knows what is above a resource when the resource comes", () => {
    const declared = new Declared();
    declared.add(given("lab"));
    const { stack, resource } = declared.add(given("server", { size: 1 }, "lab"));
    assert.deepEqual(resource.props, { size: 1 });
    assert.deepEqual(
      stack.ancestors(resource).map(({ name }) => name),
      ["lab"],
    );
  });

  it("knows a type by its usual name", () => {
    const typed = (type: string) => new Declared().add({ ...given("it"), type }).resource.type;
    assert.equal(typed("aws:s3/bucketV2:BucketV2"), "aws:s3/bucket:Bucket");
    assert.equal(
      typed("aws:s3/bucketVersioningV2:BucketVersioningV2"),
      "aws:s3/bucketVersioning:BucketVersioning",
    );
    assert.equal(typed("aws:alb/listener:Listener"), "aws:lb/listener:Listener");
    assert.equal(typed("aws:ec2/instance:Instance"), "aws:ec2/instance:Instance");
  });

  it("keeps a component's inputs, and learns in the end what inputs come from", () => {
    const declared = new Declared();
    declared.add(given("bucket", { why: "reason" }));
    declared.add(given("policy"));
    const { resources } = declared.complete([
      complete("bucket", { tagsAll: {} }),
      complete("policy", {}, { bucket: [{ urn: "urn:bucket" }] }),
    ]);
    assert.deepEqual(
      resources.map(({ props, sources, taggable }) => ({ props, sources, taggable })),
      [
        { props: { why: "reason" }, sources: {}, taggable: true },
        { props: {}, sources: { bucket: ["urn:bucket"] }, taggable: false },
      ],
    );
  });

  it("leaves out in the end what was not declared", () => {
    assert.deepEqual(new Declared().complete([complete("stack")]).resources, []);
  });
});
