import assert from "node:assert/strict";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { Silence } from "../../../classroom/search/silence.ts";
import { elsewhereTagged, kindOf } from "../../../classroom/search/tagged.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";

describe("the kind of a resource", () => {
  it("is read from its ARN", () => {
    assert.equal(kindOf("arn:aws:ec2:ap-northeast-2:1:volume/vol-1"), "ec2:volume");
    assert.equal(kindOf("arn:aws:logs:ap-northeast-2:1:log-group:/a/b"), "logs:log-group");
    assert.equal(kindOf("arn:aws:s3:::bucket"), "s3:*");
  });
});

describe("what is tagged, and of a kind that no finder knows", () => {
  const CLASS_ID = "abcdefgh2345";
  const students = new Map(
    Array.from({ length: 30 }, (_, at) => [`s${at + 1}`, `student2222${at + 10}`] as const),
  );

  interface Filter {
    readonly Key: string;
    readonly Values: readonly string[];
  }

  /** What is found of a queue with these tags, by a class with thirty students. */
  const found = async (tags: Readonly<Record<string, string>>) => {
    const asked: (readonly Filter[])[] = [];
    const aws = fakeAws({
      paginateGetResources: (input: unknown) => {
        const { TagFilters } = input as { readonly TagFilters: readonly Filter[] };
        asked.push(TagFilters);
        const isMeant = TagFilters.every(({ Key, Values }) => Values.includes(tags[Key] ?? ""));
        const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
        const ResourceARN = "arn:aws:sqs:us-east-1:111122223333:queue";
        return { ResourceTagMappingList: isMeant ? [{ ResourceARN, Tags }] : [] };
      },
    });
    const none = new Ledger([]);
    const claim = { id: CLASS_ID, className: "aws-class", students, ledger: none, present: none };
    const search = { aws, regions: ["us-east-1"], claim, silence: new Silence(), order: 9 };
    const blind = (...why: unknown[]) => assert.fail(why.map(String).join(" "));
    return { found: await elsewhereTagged({ ...search, blind }, []), asked };
  };

  it("is the class's by its id, or that of any student, whatever its tag `class` says", async () => {
    for (const id of [CLASS_ID, students.get("s1") ?? "", students.get("s30") ?? ""]) {
      const its = await found({ "class-id": id, class: "of-another" });
      assert.deepEqual(
        its.found.map(({ kind, standing }) => [kind, standing]),
        [["sqs:*", "claimed"]],
      );
    }
  });

  it("is a student's by the class's name, and nobody's by another id", async () => {
    const byHand = await found({ class: "aws-class", student: "s1" });
    assert.equal(byHand.found.length, 1);
    const others = await found({ "class-id": "others234567", class: "aws-class" });
    assert.deepEqual(others.found, []);
  });

  it("is asked for with no more values than a filter has room for", async () => {
    const { asked } = await found({});
    const most = asked.flat().map(({ Values }) => Values.length);
    assert.deepEqual(most, [1, 20, 11]);
  });
});
