import assert from "node:assert/strict";
import { lockedResources } from "../../../classroom/search/locked-resources.ts";
import { refusal } from "../../../classroom/destroy/protected.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";

const TABLE = {
  ...{ type: "aws:dynamodb/table:Table", name: "table", id: "Students", urn: "u", group: "x" },
  ...{ protect: true, outputs: {} },
};
const nothing = () => Promise.resolve();
const LOCKED = { resource: TABLE, lock: "deletion protection", lift: nothing, restore: nothing };

describe("the refusal to destroy what is protected", () => {
  it("names what Pulumi protects, and how to switch that off", () => {
    assert.equal(
      refusal({ stack: "dev" }, [TABLE], []),
      `Stack dev protects data. Nothing was destroyed:
  table (Table Students)
fix: pulumi config set protect false --stack dev
  then, because an expired class is not deployed: npm start -- --stack dev --extend 1h
  or --yes-delete-protected, which destroys this data`,
    );
  });

  it("names the class's command for a student's stack, which must have no settings in the project", () => {
    assert.equal(
      refusal({ stack: "dev-s01", student: "s01" }, [TABLE], []),
      `Stack dev-s01 protects data. Nothing was destroyed:
  table (Table Students)
fix: to destroy it nevertheless: npm run class -- close --class dev --only s01 --yes-delete-protected`,
    );
  });

  it("names what AWS has locked, and by what", () => {
    assert.equal(
      refusal({ stack: "dev" }, [], [LOCKED, LOCKED]),
      `AWS does not delete these. Nothing was destroyed:
  table (Table Students): deletion protection
  table (Table Students): deletion protection
fix: switch it off in the AWS console;
  or --yes-delete-protected, which switches it off and destroys them`,
    );
  });

  it("names both", () => {
    assert.equal(
      refusal({ stack: "dev" }, [TABLE], [LOCKED]),
      `Stack dev protects data. Nothing was destroyed:
  table (Table Students)
AWS does not delete this. Nothing was destroyed:
  table (Table Students): deletion protection
fix: pulumi config set protect false --stack dev
  then, because an expired class is not deployed: npm start -- --stack dev --extend 1h
  or --yes-delete-protected, which switches it off and destroys this data`,
    );
  });
});

describe("what AWS is asked to be locked", () => {
  const asked = async (error: Error) => {
    const said: string[] = [];
    const aws = fakeAws({
      describeTable: () => {
        throw error;
      },
    });
    const locked = await lockedResources(aws, [TABLE], (line) => void said.push(line));
    return { locked, said };
  };

  it("may be locked where AWS does not answer, which is said", async () => {
    const { locked, said } = await asked(awsError("AccessDeniedException"));
    assert.deepEqual(locked, []);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /^table \(Students\) may have deletion protection: .*AccessDenied/);
  });

  it("is not locked where it is gone", async () => {
    const gone = await asked(awsError("ResourceNotFoundException"));
    assert.deepEqual(gone, { locked: [], said: [] });
  });
});
