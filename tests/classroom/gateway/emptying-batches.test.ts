import assert from "node:assert/strict";
import { awsError } from "../../support/fakes/fake-account.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import { emptyRefused } from "../../../classroom/gateway/emptying.ts";

const BUCKET = "aws:s3/bucket:Bucket";

const resource = (name: string, type = BUCKET): DeployedResource => ({
  ...{ urn: `urn:${name}`, type, name, group: "x", id: name, outputs: {} },
  ...{ protect: false, isKept: false, isDoomed: false, created: undefined },
});

describe("emptying what AWS did not delete because it is not empty", () => {
  /** Each bucket has so many pages of one object. */
  const world = (pages: Record<string, number>) => {
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
      check: () => Promise.resolve(),
      report,
    });
    assert.deepEqual([emptied, [...failed], deleted], [1, [], ["a/1"]]);
    assert.deepEqual(lines, ["Emptying a (a), which AWS deletes only when it is empty"]);
  });

  it("says why one could not be emptied, and goes on to the next", async () => {
    const { aws } = world({ denied: 1, a: 1 });
    const left = [resource("denied"), resource("a")];
    const { emptied, failed } = await emptyRefused(aws, left, errors("denied", "a"), {
      check: () => Promise.resolve(),
      report,
    });
    assert.equal(emptied, 1);
    assert.equal(failed.get("urn:denied"), "AWS says so");
  });

  it("stops between two batches of one bucket when another run takes the lock", async () => {
    const { aws, deleted } = world({ a: 5, b: 1 });
    let checks = 0;
    const check = () =>
      ++checks > 3 ? Promise.reject(new Error("another run holds it")) : Promise.resolve();
    await assert.rejects(
      emptyRefused(aws, [resource("a"), resource("b")], errors("a", "b"), { check, report }),
      /another run holds it/,
    );
    assert.deepEqual(deleted, ["a/5", "a/4"]);
  });
});
