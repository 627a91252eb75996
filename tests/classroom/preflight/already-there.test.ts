import assert from "node:assert/strict";
import { alreadyThere } from "../../../classroom/preflight/preflight.ts";
import { studentClassId } from "../../../infra/class-id.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };
const { id = "" } = IDENTITY;

describe("what a class has when its preflight counts", () => {
  /** A class that is up, with these students, each with a bucket. */
  function placeOf(students: readonly string[]) {
    const asked: string[] = [];
    const bucketOf = (student: string) => ({
      ...{ type: "aws:s3/bucket:Bucket", name: "bucket", id: `bucket-${student}` },
    });
    const place = {
      stack: new FakeStack([VPC]).pulumi,
      listed: () => Promise.resolve(new Map(students.map((name) => [name, STACK] as const))),
      stackOf: (student: string) => {
        asked.push(student);
        return new FakeStack([bucketOf(student)]).pulumi;
      },
    };
    return { place, asked };
  }
  const STACK = { name: "dev-s01", updateInProgress: false };

  it("is its own stack and those of its students, by their own class ids", async () => {
    const { classIds, held } = await alreadyThere(placeOf(["s01", "s02"]).place, 30);
    assert.deepEqual(classIds, [id, studentClassId(id, "s01"), studentClassId(id, "s02")]);
    assert.deepEqual(
      held.map((each) => each.id),
      ["vpc-1", "bucket-s01", "bucket-s02"],
    );
  });

  it("is no more students than are counted: the others' labs are in use besides theirs", async () => {
    const { place, asked } = placeOf(["s01", "s02", "s03"]);
    const { classIds } = await alreadyThere(place, 2);
    assert.deepEqual([classIds.length, asked], [3, ["s01", "s02"]]);
  });

  it("is its own stack alone where students are not counted", async () => {
    const { place, asked } = placeOf(["s01"]);
    const { classIds, held } = await alreadyThere(place, 0);
    assert.deepEqual([classIds, held.length, asked], [[id], 1, []]);
  });

  it("goes by the id of its settings, for students too", async () => {
    const { classIds } = await alreadyThere(placeOf(["s01"]).place, 1, "another22222");
    assert.deepEqual(classIds, ["another22222", studentClassId("another22222", "s01")]);
  });
});
