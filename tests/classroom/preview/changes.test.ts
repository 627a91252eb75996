import assert from "node:assert/strict";
import { serviceTypes } from "../../../aws/services.ts";
import { changesIn, unchangedIn } from "../../../classroom/preview/changes.ts";
import { parseDigest } from "../../../classroom/preview/digest.ts";
import { digestOf, type StepGiven } from "../../support/digests.ts";

const types = await serviceTypes();

const stepsOf = (...steps: StepGiven[]) => parseDigest(digestOf(steps))?.steps ?? [];
const changes = (...steps: StepGiven[]) => changesIn(stepsOf(...steps), types);

const SERVER = { type: "aws:ec2/instance:Instance", name: "linux-server" };
const TABLE = { type: "aws:dynamodb/table:Table", name: "scores", parents: "class:lab:dynamodb" };

describe("the changes of a preview", () => {
  it("name what is made, without its properties", () => {
    assert.deepEqual(changes({ op: "create", ...SERVER }), [
      {
        kind: "create",
        ...SERVER,
        group: "linux-server",
        data: false,
        properties: [],
        reasons: [],
      },
    ]);
  });

  it("name the properties of an update by path, without indices and without keys in quotes", () => {
    const detailedDiff = { "ingress[0].fromPort": "update", 'tags["a b"]': "add", size: "update" };
    const [change] = changes({ op: "update", ...SERVER, detailedDiff });
    assert.deepEqual(change?.properties, ["ingress.fromPort", "size", "tags[]"]);
  });

  it("name the top-level properties where the provider tells no more", () => {
    const [change] = changes({ op: "update", ...SERVER, diffReasons: ["userData"] });
    assert.deepEqual(change?.properties, ["userData"]);
  });

  it("are one for all the steps of a replacement, with the properties that force it", () => {
    const replacement = { ...SERVER, replaceReasons: ["ami"], detailedDiff: { size: "update" } };
    const ops = ["create-replacement", "replace", "delete-replaced"];
    const [change, ...more] = changes(...ops.map((op) => ({ op, ...replacement })));
    assert.deepEqual(more, []);
    assert.equal(change?.kind, "replace");
    assert.deepEqual([change.properties, change.reasons], [["ami", "size"], ["ami"]]);
  });

  it("begin with data that would be lost", () => {
    const found = changes(
      { op: "create", ...SERVER },
      { op: "delete", ...SERVER, name: "other" },
      { op: "replace", ...TABLE },
    );
    assert.deepEqual(
      found.map(({ kind, name, data }) => [kind, name, data]),
      [
        ["replace", "scores", true],
        ["delete", "other", false],
        ["create", "linux-server", false],
      ],
    );
  });

  it("show data whose protection is lifted, which Pulumi calls the same", () => {
    const lifted = { op: "same", ...TABLE, old: { protect: true }, new: { protect: false } };
    const [change] = changes(lifted);
    assert.deepEqual([change?.kind, change?.properties], ["update", ["protect"]]);
    assert.equal(unchangedIn(stepsOf(lifted)), 0);
  });

  it("name the foundation of what labs share", () => {
    const [change] = changes({
      op: "create",
      type: "aws:ec2/vpc:Vpc",
      name: "network",
      parents: "class:foundation:network$class:network:Network",
    });
    assert.equal(change?.group, "network");
  });

  it("leave out components, providers and the stack, but not a component whose inputs change", () => {
    const component = { type: "class:invalidation:Invalidation", name: "cdn" };
    const found = changes(
      { op: "create", ...component },
      { op: "update", type: "pulumi:pulumi:Stack", name: "class-dev" },
      { op: "create", type: "pulumi:providers:aws", name: "peer", new: { custom: true } },
      { op: "update", ...component, name: "site" },
    );
    assert.deepEqual(
      found.map(({ name }) => name),
      ["site"],
    );
  });

  it("are none where nothing differs", () => {
    const steps = stepsOf({ op: "same", ...SERVER }, { op: "read", ...TABLE });
    assert.deepEqual(changesIn(steps, types), []);
    assert.equal(unchangedIn(steps), 1);
  });
});
