import { services } from "../../../aws/services.ts";
import type { EnvironmentPreview } from "../../../classroom/preview/environment-preview.ts";
import { readPreview } from "../../../classroom/preview/read-preview.ts";
import { digestOf, type StepGiven } from "../../support/digests.ts";

export const known = await services();

export const SERVER = { type: "aws:ec2/instance:Instance", name: "linux-server" };
export const TABLE = {
  type: "aws:dynamodb/table:Table",
  name: "scores",
  parents: "class:lab:dynamodb",
};

export const previewOf = (
  steps: readonly StepGiven[],
  rest: Partial<EnvironmentPreview> = {},
): EnvironmentPreview => ({
  ...readPreview(
    {
      stack: "dev",
      emulated: false,
      code: 0,
      stdout: digestOf(steps),
      stderr: "",
      reports: [],
      secrets: [],
    },
    known,
  ),
  ...rest,
});

export const failed = (message: string, stack: string): EnvironmentPreview =>
  readPreview(
    {
      stack,
      emulated: false,
      code: 1,
      stdout: "",
      stderr: message,
      reports: [],
      secrets: [],
    },
    known,
  );

const COST: EnvironmentPreview["cost"] = {
  before: 0.02,
  after: 0.05,
  groups: [
    { group: "linux-server", before: 0.02, after: 0.05 },
    { group: "network", before: 0.01, after: 0.01 },
  ],
  unpriced: [{ group: "network", type: "aws:iot/thing:Thing" }],
  asOf: "2026-11-20",
};

const FINDINGS: EnvironmentPreview["findings"] = [
  {
    rule: "imdsv2",
    level: "mandatory",
    where: "ec2.Instance linux-server",
    message: "it answers metadata requests without a token",
    fix: "set metadataOptions.httpTokens to required",
  },
  {
    rule: "bucket-tls",
    level: "excused",
    where: "static-site",
    message: "S3 serves websites over HTTP only",
  },
];

/** The comment of each case stands in golden/; `UPDATE_GOLDEN=1 npx mocha FILE` writes it anew. */
export const CASES: Readonly<Record<string, readonly EnvironmentPreview[]>> = {
  create: [
    previewOf([
      { op: "create", ...SERVER },
      ...["a", "c"].map((zone) => ({
        op: "create",
        type: "aws:ec2/subnet:Subnet",
        name: `network-${zone}`,
        parents: "class:foundation:network",
      })),
    ]),
  ],
  update: [
    previewOf([
      { op: "update", ...SERVER, detailedDiff: { instanceType: "update", "tags.expires": "add" } },
      { op: "same", ...TABLE },
    ]),
  ],
  replace: [
    previewOf([
      { op: "replace", ...SERVER, replaceReasons: ["ami"], detailedDiff: { "tags.a": "add" } },
      { op: "replace", ...TABLE, replaceReasons: ["hashKey"] },
    ]),
  ],
  delete: [
    previewOf([
      { op: "delete", ...SERVER },
      { op: "delete", ...TABLE },
    ]),
  ],
  "no change": [previewOf([{ op: "same", ...SERVER }], { emulated: true })],
  failure: [
    previewOf([{ op: "create", ...SERVER }]),
    failed("error: no stack named 'prod' found", "prod"),
  ],
  "cost and policy": [previewOf([{ op: "create", ...SERVER }], { cost: COST, findings: FINDINGS })],
};
