import assert from "node:assert/strict";
import { cdn } from "../../../labs/cdn/lab.ts";
import type { DeployedLab } from "../../../labs/contract/deployed-lab.ts";
import { Failure } from "../../../labs/contract/outcome.ts";
import { resourceOf, subjectOf } from "../../support/subjects.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const VPC = "aws:ec2/vpc:Vpc";

function deployed(outputs: Readonly<Record<string, unknown>> = {}): DeployedLab {
  const resources = [
    resourceOf("cdn", BUCKET, "cdn"),
    resourceOf("cdn", "aws:s3/bucketObjectv2:BucketObjectv2", "index.html"),
    resourceOf("cdn", "aws:s3/bucketObjectv2:BucketObjectv2", "error.html"),
    resourceOf("static-site", BUCKET, "static-site"),
    resourceOf("network", VPC, "network"),
  ];
  return subjectOf(cdn, { outputs, resources }).lab;
}

const failure = (message: RegExp) => (error: unknown) =>
  error instanceof Failure && message.test(error.message);

describe("a deployed lab", () => {
  it("has its own resources, not those of another lab", () => {
    assert.equal(deployed().one(BUCKET).id, "cdn-id");
  });

  it("tells one of several resources by its name", () => {
    const object = "aws:s3/bucketObjectv2:BucketObjectv2";
    assert.equal(deployed().one(object, "error.html").id, "error.html-id");
    assert.throws(() => deployed().one(object), failure(/more than one .* of lab cdn/));
  });

  it("fails when a resource is not in the stack", () => {
    assert.throws(
      () => deployed().one(VPC),
      failure(/the stack has no aws:ec2\/vpc:Vpc of lab cdn/),
    );
    assert.throws(
      () => deployed().one(BUCKET, "site"),
      failure(/no aws:s3\/bucket:Bucket site of/),
    );
  });

  it("has the resources of a foundation that it shares", () => {
    assert.deepEqual(
      deployed()
        .shared("network", VPC)
        .map(({ name }) => name),
      ["network"],
    );
  });

  it("has its settings with their defaults", () => {
    assert.deepEqual(deployed().settings, cdn.settings.parse({}));
    assert.equal(deployed().settingsOf(cdn).priceClass, "PriceClass_200");
  });

  it("gives outputs that are text, alone or for several things", () => {
    const lab = deployed({ url: "https://cdn", ids: { a: "1", b: "2" } });
    assert.deepEqual([lab.text("url"), lab.texts("ids")], ["https://cdn", { a: "1", b: "2" }]);
  });

  it("fails when an output is missing or something else", () => {
    const lab = deployed({ count: 3, ids: {}, mixed: { a: "1", b: 2 } });
    for (const name of ["url", "count"])
      assert.throws(() => lab.text(name), failure(new RegExp(`has no output ${name}`)));
    for (const name of ["ids", "mixed", "count"])
      assert.throws(() => lab.texts(name), failure(new RegExp(`has no output ${name}`)));
  });
});
