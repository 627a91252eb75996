import assert from "node:assert/strict";
import { callWithYes } from "../../../classroom/open/open.ts";

describe("open where nobody can be asked", () => {
  const given = {
    ...{ roster: "my class.csv", name: "dev", expires: undefined, labs: undefined },
    ...{ only: undefined, shard: undefined, parallel: undefined },
    ...{ ignoreQuotas: false, yes: false, json: false },
  };

  it("names the same call, with the options that were given", () => {
    assert.equal(
      callWithYes({ ...given, expires: "Mon 18:00", parallel: 4, ignoreQuotas: true }),
      'npm run class -- open "my class.csv" --class dev --expires "Mon 18:00" --parallel 4 --ignore-quotas --yes',
    );
    assert.equal(
      callWithYes({ ...given, only: ["s01", "s07"], shard: "1/3" }),
      'npm run class -- open "my class.csv" --class dev --only s01,s07 --shard 1/3 --yes',
    );
  });
});
