import assert from "node:assert/strict";
import type { Tags } from "../../../../aws/contract/finder.ts";
import { Ledger } from "../../../../classroom/record/ledger.ts";
import { type Claim, taggedIn } from "../../../../classroom/search/claim.ts";
import { OLD, OURS, SEOUL, ID } from "./evidence.ts";

describe("tags", () => {
  const none = new Ledger([]);
  const claim = { id: ID, className: "aws-class", environment: "dev", ledger: none, present: none };
  const sorted = (tags: Tags, its: Partial<Claim> = {}) => {
    const thing = { id: "vol-1", arn: "arn:1", tags, remove: () => Promise.resolve() };
    const candidate = { thing, tags, region: SEOUL, types: [], named: false, makers: [] };
    const { ours, others } = taggedIn({ ...claim, ...its }, [candidate]);
    return [[...ours].join(" "), [...others].join(" ")];
  };

  it("are the class's by its id alone", () => {
    assert.deepEqual(sorted({ "class-id": ID }), ["vol-1 arn:1", ""]);
    assert.deepEqual(sorted({ ...OURS, "class-id": "zzzzzzzz2345" }), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted(OLD), ["", ""]);
  });

  it("are another's by another name or environment, where they have no id", () => {
    assert.deepEqual(sorted({ class: "other" }), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ environment: "prod" }), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ environment: "prod" }, { environment: undefined }), ["", ""]);
    assert.deepEqual(sorted({ Name: "x" }), ["", ""]);
  });

  it("are a student's by the class and the student, where the student made it by hand", () => {
    const made = { class: "aws-class", student: "s1" };
    const student = { student: "s1" };
    assert.deepEqual(sorted(made, student), ["vol-1 arn:1", ""]);
    assert.deepEqual(sorted({ ...made, "class-id": ID }, student), ["vol-1 arn:1", ""]);
    assert.deepEqual(sorted({ ...made, student: "s10" }, student), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ ...made, class: "other" }, student), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ ...made, "class-id": "zzzzzzzz2345" }, student), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ class: "aws-class" }, student), ["", ""]);
  });

  it("are a student's, and not the class's own stack's", () => {
    const made = { class: "aws-class", student: "s1" };
    assert.deepEqual(sorted(made), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted(made, { id: undefined }), ["", "vol-1 arn:1"]);
  });

  it("are a class's of an older version by name and environment", () => {
    const older = { id: undefined };
    assert.deepEqual(sorted(OLD, older), ["vol-1 arn:1", ""]);
    assert.deepEqual(sorted({ class: "aws-class" }, { ...older, environment: undefined }), [
      "vol-1 arn:1",
      "",
    ]);
    assert.deepEqual(sorted({ ...OLD, environment: "prod" }, older), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted({ ...OLD, class: "other" }, older), ["", "vol-1 arn:1"]);
    assert.deepEqual(sorted(OURS, older), ["", "vol-1 arn:1"]);
  });
});
