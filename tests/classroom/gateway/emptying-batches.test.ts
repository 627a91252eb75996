import assert from "node:assert/strict";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import { emptyRefused } from "../../../classroom/gateway/emptying.ts";

const BUCKET = "aws:s3/bucket:Bucket";

const resource = (name: string, type = BUCKET): DeployedResource => ({
  ...{ urn: `urn:${name}`, type, name, group: "x", id: name, outputs: {} },
  ...{ protect: false, isKept: false, isDoomed: false, created: undefined },
});

describe("emptying what AWS did not delete because it is not empty", () => {
  /** Each bucket has so many pages of one object. */
  const world = (pages: Record<string, number>, answers: Record<string, Answer> = {}) => {
    const deleted: string[] = [];
    const aws = fakeAws({
      listObjectVersions: ({ Bucket }) => {
        const left = pages[String(Bucket)] ?? 0;
        return left === 0 ? {} : { Versions: [{ Key: `${left}`, VersionId: "v" }] };
      },
      deleteObjects: ({ Bucket }) => {
        const bucket = String(Bucket);
        deleted.push(`${bucket}/${pages[bucket] ?? 0}`);
        pages[bucket] = (pages[bucket] ?? 0) - 1;
        return {};
      },
      listMultipartUploads: ({ Bucket }) => {
        if (Bucket === "denied") throw awsError("AccessDenied");
        return {};
      },
      ...answers,
    });
    return { aws, deleted };
  };
  const lines: string[] = [];
  const report = (line: string): void => void lines.push(line);
  const errors = (...names: string[]) =>
    new Map(names.map((name) => [`urn:${name}`, "BucketNotEmpty: the bucket is not empty"]));

  it("is of these alone", async () => {
    const { aws, deleted } = world({ a: 1, b: 1 });
    lines.length = 0;
    const left = [resource("a"), resource("b"), resource("c", "aws:ebs/volume:Volume")];
    const its = new Map([...errors("a", "c"), ["urn:b", "AccessDenied"] as const]);
    const { emptied, failed } = await emptyRefused(aws, left, its, {
      ...{ id: undefined, check: () => Promise.resolve() },
      report,
    });
    assert.deepEqual([emptied, [...failed], deleted], [1, [], ["a/1"]]);
    assert.deepEqual(lines, ["Emptying a (a), which AWS deletes only when it is empty"]);
  });

  it("says why one could not be emptied, and goes on to the next", async () => {
    const { aws } = world({ denied: 1, a: 1 });
    const left = [resource("denied"), resource("a")];
    const { emptied, failed } = await emptyRefused(aws, left, errors("denied", "a"), {
      ...{ id: undefined, check: () => Promise.resolve() },
      report,
    });
    assert.equal(emptied, 1);
    assert.equal(failed.get("urn:denied"), "AWS says so");
  });

  it("leaves a bucket of the class's name alone that has not the class's tag, and says what to do", async () => {
    for (const [TagSet, tag] of [
      [[], "missing"],
      [[{ Key: "class-id", Value: "zzzzzzzz2345" }], "zzzzzzzz2345"],
    ] as const) {
      const { aws, deleted } = world({ a: 1 }, { getBucketTagging: () => ({ TagSet }) });
      const options = { id: "abcdefgh2345", check: () => Promise.resolve(), report };
      const { emptied, failed } = await emptyRefused(aws, [resource("a")], errors("a"), options);
      assert.deepEqual([emptied, deleted], [0, []]);
      assert.match(
        failed.get("urn:a") ?? "",
        new RegExp(`class-id is ${tag}, and the class's id is abcdefgh2345.*empty it by hand`),
      );
    }
  });

  it("is of a bucket with the class's tag", async () => {
    const TagSet = [{ Key: "class-id", Value: "abcdefgh2345" }];
    const { aws, deleted } = world({ a: 1 }, { getBucketTagging: () => ({ TagSet }) });
    const options = { id: "abcdefgh2345", check: () => Promise.resolve(), report };
    await emptyRefused(aws, [resource("a")], errors("a"), options);
    assert.deepEqual(deleted, ["a/1"]);
  });

  it("stops between two batches of one bucket when another run takes the lock", async () => {
    const { aws, deleted } = world({ a: 5, b: 1 });
    let checks = 0;
    const check = () =>
      ++checks > 3 ? Promise.reject(new Error("another run holds it")) : Promise.resolve();
    await assert.rejects(
      emptyRefused(aws, [resource("a"), resource("b")], errors("a", "b"), {
        ...{ id: undefined, check, report },
      }),
      /another run holds it/,
    );
    assert.deepEqual(deleted, ["a/5", "a/4"]);
  });
});
