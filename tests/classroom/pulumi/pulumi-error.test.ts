import assert from "node:assert/strict";
import { PulumiError, pulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { withoutUser } from "../../../classroom/pulumi/secrets/without-user.ts";

describe("the address of a backend", () => {
  it("is shown without user and password", () => {
    for (const [text, shown] of [
      [
        "postgres://kim:of%20us@db:5432/states?sslmode=disable",
        "postgres://db:5432/states?sslmode=disable",
      ],
      [
        "(postgres://kim:a@b@db/states, and gs://states)",
        "(postgres://db/states, and gs://states)",
      ],
      [
        'PULUMI_BACKEND_URL = "postgres://db/states?user=kim&password=of%20us&sslmode=disable"',
        'PULUMI_BACKEND_URL = "postgres://db/states?user=kim&password=...&sslmode=disable"',
      ],
      ["gs://states/.pulumi/locks/a.json: created by kim@laptop", undefined],
      ["https://api.pulumi.com/@me", undefined],
      ["write to teacher@school.example", undefined],
    ] as const)
      assert.equal(withoutUser(text), shown ?? text);
  });

  it("is so in every error of Pulumi", () => {
    const said = "error: unable to open bucket postgres://kim:secret@db/states: refused";
    const reasons = new Map([["", said]]);
    for (const error of [
      pulumiError(["stack", "ls"], 255, said),
      pulumiError(["stack", "ls"], 255, `${said} ExpiredToken`),
      new PulumiError(said, 255, reasons),
    ]) {
      assert.match(error.message, /postgres:\/\/db\/states/);
      assert.doesNotMatch(error.message, /secret/);
    }
    assert.doesNotMatch(String([...new PulumiError("", 1, reasons).reasons]), /secret/);
  });
});
