import assert from "node:assert/strict";
import { deployedResources, heldResources } from "../../../classroom/pulumi/deployed-class.ts";

const SITE = "class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket";

const record = (...resources: object[]) => ({ version: 3, deployment: { resources } });
const resource = (types: string, more: object = {}) => ({
  urn: `urn:pulumi:dev::class::${types}::site`,
  type: types.split("$").at(-1),
  custom: true,
  id: "site-1",
  outputs: { bucket: "site-1" },
  ...more,
});

describe("deployedResources", () => {
  it("has a resource's type, name, id, outputs, protection and the lab that it belongs to", () => {
    assert.deepEqual(deployedResources(record(resource(SITE))), [
      {
        urn: `urn:pulumi:dev::class::${SITE}::site`,
        type: "aws:s3/bucket:Bucket",
        name: "site",
        group: "cdn",
        id: "site-1",
        outputs: { bucket: "site-1" },
        ...{ protect: false, isKept: false, isDoomed: false, created: undefined },
      },
    ]);
  });

  it("knows the resources of a foundation by its name", () => {
    const [vpc] = deployedResources(record(resource("class:foundation:network$aws:ec2/vpc:Vpc")));
    assert.equal(vpc?.group, "network");
  });

  it("keeps a name with colons whole", () => {
    const urn = `urn:pulumi:dev::class::${SITE}::rule-2001:db8::/32`;
    assert.equal(deployedResources(record(resource(SITE, { urn })))[0]?.name, "rule-2001:db8::/32");
  });

  it("leaves out components, providers, other plugins' resources, and what waits to be deleted", () => {
    const others = [
      resource("class:lab:cdn", { custom: false }),
      resource("pulumi:providers:aws"),
      resource("class:lab:cdn$command:local:Command"),
      resource(SITE, { delete: true }),
    ];
    assert.deepEqual(deployedResources(record(...others)), []);
  });

  it("leaves what waits to be deleted out of what is there, not out of what is held", () => {
    const [doomed, ...more] = heldResources(
      record(
        resource(SITE, { delete: true, retainOnDelete: true, created: "2026-11-25T09:00:00Z" }),
      ),
    );
    assert.deepEqual([doomed?.isDoomed, doomed?.isKept, more], [true, true, []]);
    assert.equal(doomed?.created, "2026-11-25T09:00:00Z");
    assert.deepEqual(heldResources(record(resource(SITE, { external: true }))), []);
  });

  it("is empty for a stack that holds nothing", () => {
    assert.deepEqual(deployedResources({ version: 3, deployment: {} }), []);
  });

  it("refuses what is no record of a stack", () => {
    assert.throws(() => deployedResources({ resources: [] }), /deployment/);
  });
});
