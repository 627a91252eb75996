import assert from "node:assert/strict";
import { services } from "../../../aws/services.ts";
import { findingsIn } from "../../../classroom/preview/findings.ts";
import { readPreview } from "../../../classroom/preview/read-preview.ts";
import { digestOf } from "../../support/digests.ts";

const known = await services();

const REPORT = {
  policyName: "imdsv2",
  resourceUrn:
    "urn:pulumi:dev::class::class:lab:linux-server$aws:ec2/instance:Instance::linux-server",
  enforcementLevel: "mandatory",
  message: "Why the rule is there.\nit answers without a token\nfix: ask for one\n",
};

const RUN = {
  stack: "dev",
  code: 255,
  stdout: digestOf([{ op: "create", type: "aws:ec2/instance:Instance", name: "linux-server" }]),
  stderr: "",
  reports: [REPORT],
  emulated: false,
  secrets: [],
};

describe("what the rules find in a preview", () => {
  it("is told with resource and fix, without the reason for the rule", () => {
    assert.deepEqual(findingsIn([REPORT]), [
      {
        rule: "imdsv2",
        level: "mandatory",
        where: "ec2.Instance linux-server",
        message: "it answers without a token",
        fix: "ask for one",
      },
    ]);
  });

  it("names no resource where it is about the stack", () => {
    const resourceUrn = "urn:pulumi:dev::class::pulumi:pulumi:Stack::class-dev";
    const [found] = findingsIn([{ ...REPORT, policyName: "instance-count", resourceUrn }]);
    assert.deepEqual([found?.rule, found?.where], ["instance-count", undefined]);
  });

  it("is excused for the reasons that somebody has given, a line each", () => {
    const message =
      "Excused:\nbucket-tls, static-site: HTTP only: so S3 is\ninstance-type: a lab\n";
    const report = { ...REPORT, policyName: "exceptions", enforcementLevel: "advisory", message };
    assert.deepEqual(findingsIn([report]), [
      {
        rule: "bucket-tls",
        level: "excused",
        where: "static-site",
        message: "HTTP only: so S3 is",
      },
      { rule: "instance-type", level: "excused", message: "a lab" },
    ]);
  });

  it("is shown with the changes when it stops the preview", () => {
    const { failure, changes, findings } = readPreview(RUN, known);
    assert.equal(failure, undefined);
    assert.deepEqual([changes.length, findings?.length], [1, 1]);
  });

  it("is not shown where the preview failed for another reason", () => {
    const diagnostics = [{ severity: "error", message: "no such zone" }];
    const preview = readPreview({ ...RUN, stdout: digestOf([], { diagnostics }) }, known);
    assert.deepEqual([preview.failure, preview.findings], ["no such zone", undefined]);
  });
});
