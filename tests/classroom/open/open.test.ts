import assert from "node:assert/strict";
import { SAMPLE_CONFIG } from "../../../classroom/mocks/sample-config.ts";
import { describeGone, goneStudents } from "../../../classroom/open/gone.ts";
import { callWithYes } from "../../../classroom/open/open.ts";
import { countedAgain } from "../../../classroom/open/quotas.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { classHas } from "../../../classroom/students/class-has.ts";
import type { ListedStack } from "../../../classroom/students/place.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

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

describe("students who are up, and gone from the roster", () => {
  const stack: ListedStack = { name: "dev-s01", updateInProgress: false };
  const there = new Map([
    ["s01", stack],
    ["s06", { ...stack, resourceCount: 0 }],
    ["s07", { ...stack, resourceCount: 12 }],
    ["s08", stack],
  ]);

  it("are those whose stacks hold something", () => {
    assert.deepEqual(goneStudents(there, [{ id: "s01" }, { id: "s02" }]), ["s07", "s08"]);
    assert.deepEqual(goneStudents(there, [{ id: "s01" }, { id: "s07" }, { id: "s08" }]), []);
  });

  it("are shown in a line, with the command that closes one", () => {
    assert.deepEqual(describeGone("dev", ["s07", "s08"]), [
      "Gone      s07, s08: not in the roster, but still up and not in the cost above. To close a student: npm run class -- close --class dev --only s07",
    ]);
    assert.deepEqual(describeGone("dev", []), []);
  });

  it("have what they hold in use besides the plan, whose own students' resources count once", async () => {
    const cost = await classCost(SAMPLE_CONFIG);
    const sharing = ["s01", "s02"].map((id) => ({
      ...{ student: { id }, config: SAMPLE_CONFIG, cost },
    }));
    const place = {
      stack: new FakeStack().pulumi,
      stackOf: (id: string) =>
        new FakeStack([{ type: "aws:ec2/eip:Eip", name: "ip", id: `eip-${id}` }]).pulumi,
    };
    const { held } = await classHas(place, countedAgain(sharing, there));
    assert.deepEqual(
      held.map(({ id }) => id),
      ["eip-s01"],
    );
  });
});
