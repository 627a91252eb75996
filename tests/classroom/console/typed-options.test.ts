import assert from "node:assert/strict";
import { typed, typedOptions } from "../../../classroom/console/option.ts";

describe("a call as it is typed", () => {
  it("has the options that were given, in their order", () => {
    const given = {
      class: "dev",
      only: ["s01", "s07"],
      shard: undefined,
      yesDeleteProtected: true,
    };
    assert.equal(
      typedOptions({ ...given, json: false, parallel: 4, expires: "Mon 18:00" }),
      '--class dev --only s01,s07 --yes-delete-protected --parallel 4 --expires "Mon 18:00"',
    );
    assert.equal(typedOptions({ only: undefined }), "");
  });

  it("is safe in a shell", () => {
    assert.equal(typed("~/class-1/roster.csv"), "~/class-1/roster.csv");
    assert.equal(typed("학생 명단.csv"), '"학생 명단.csv"');
    assert.equal(typed("it's 5$.csv"), String.raw`'it'\''s 5$.csv'`);
    assert.equal(typed("it's.csv"), '"it\'s.csv"');
  });
});
