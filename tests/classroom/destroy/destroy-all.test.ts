import assert from "node:assert/strict";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import {
  type Destroyed,
  type FakeStack,
  IDENTITY,
  type StateResource,
} from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { type Circumstances, destroyed as destroyedAt } from "./destroying.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };
const BUCKET = { type: "aws:s3/bucket:Bucket", name: "site", id: "site-1" };
const ZONE = { type: "aws:route53/zone:Zone", name: "zone", id: "Z1" };

const refused = (error: Error) => () => Promise.reject(error);
const [EMPTY_BUCKET, EMPTY_UPLOADS] = ["<ListVersionsResult/>", "<ListMultipartUploadsResult/>"];
const OWN = `<Tagging><TagSet><Tag><Key>class-id</Key><Value>${IDENTITY.id}</Value></Tag></TagSet></Tagging>`;

describe("destroying all of a stack", () => {
  const server = localServer();
  /** What was asked of S3. */
  let asked: string[];
  let endpoint: string;
  beforeEach(async () => {
    asked = [];
    endpoint = await server.serve(({ url = "" }, response) => {
      if (url.includes("tagging")) return response.end(OWN);
      asked.push(url);
      return response.end(url.includes("uploads") ? EMPTY_UPLOADS : EMPTY_BUCKET);
    });
  });

  const destroyed = (
    resources: readonly StateResource[],
    destroys: readonly Destroyed[],
    its: Circumstances = {},
  ) => destroyedAt(endpoint, resources, destroys, its);

  it("refreshes at its first try: a server that was terminated by hand is no obstacle", async () => {
    const { why, calls, pauses } = await destroyed([VPC], [{}]);
    assert.deepEqual([why, calls, pauses], [[], ["check", "refresh", "check", "destroy"], []]);
  });

  it("tries again what did not go, each time after a refresh, and asks before each whether it may", async () => {
    const errors = { net: "DependencyViolation" };
    const { why, calls, pauses, lines } = await destroyed([VPC], [{ errors }, { errors }, {}]);
    assert.deepEqual(why, []);
    const again = ["check", "refresh", "check", "destroy"];
    assert.deepEqual(calls, [...again, ...again, ...again]);
    assert.deepEqual(pauses, [5, 15]);
    assert.equal(lines[0], "1 resource is still there; try 2 of 5 in 5 s");
  });

  it("ends after five tries, and says of each resource why it is stuck", async () => {
    const errors = { net: "UnauthorizedOperation" };
    const { why, pauses } = await destroyed([VPC, BUCKET], [{ errors, gone: [] }]);
    assert.deepEqual(why, ["net: UnauthorizedOperation", "site: it waits for the others"]);
    assert.deepEqual(pauses, [5, 15, 30, 60]);
  });

  it("keeps the last real reason of what is not tried again", async () => {
    const { why } = await destroyed(
      [VPC, BUCKET],
      [
        { errors: { site: "AccessDenied" }, gone: [] },
        { errors: { net: "no" }, gone: [] },
      ],
    );
    assert.deepEqual(why, ["net: no", "site: AccessDenied"]);
  });

  it("is stuck while something is marked for deletion, though Pulumi reports no error", async () => {
    const doomed = { ...VPC, delete: true };
    const { why, pauses } = await destroyed([doomed, BUCKET], [{ gone: [] }]);
    assert.deepEqual(pauses, [5, 15, 30, 60]);
    assert.deepEqual(why, [
      "net: it was replaced and must still be deleted",
      "site: it waits for the others",
    ]);
  });

  it("tries nothing again where only what is spared is left, and all else that is", async () => {
    const kept = { ...VPC, protect: true };
    const spared = [kept];
    const done = await destroyed([kept, BUCKET], [{}], { spared });
    assert.deepEqual([done.why, done.pauses], [["net: it is locked"], []]);
    const errors = { site: "AccessDenied" };
    const failed = await destroyed([kept, BUCKET], [{ errors, gone: [] }, {}], { spared });
    assert.deepEqual([failed.why, failed.pauses], [["net: it is locked"], [5]]);
  });

  it("goes on where a refresh fails, with a destroy no weaker than the one before", async () => {
    const errors = { net: "DependencyViolation" };
    const { why, calls, lines } = await destroyed([VPC], [{ errors }, {}], {
      change: (stack) => (stack.refresh = refused(new PulumiError("refresh: AccessDenied", 255))),
    });
    assert.deepEqual(why, []);
    assert.deepEqual(calls, ["check", "check", "destroy", "check", "check", "destroy"]);
    assert.match(
      lines.join("\n"),
      /could not be refreshed \(refresh: AccessDenied\); destroying without a refresh/,
    );
  });

  it("ends where a refresh is interrupted, or fails otherwise", async () => {
    const errors = { net: "DependencyViolation" };
    for (const error of [new PulumiError("interrupted"), new TypeError("broken")]) {
      const change = (stack: FakeStack) => (stack.refresh = refused(error));
      const { stuck, calls } = await destroyed([VPC], [{ errors }, {}], { change });
      assert.equal(stuck, error);
      assert.deepEqual(calls, ["check"]);
    }
  });

  it("ends at an error that is of no resource, such as a lock, and says pulumi cancel", async () => {
    for (const nothing of ["", "the stack is currently locked by 1 lock(s)"]) {
      const { why, stuck, calls, pauses } = await destroyed([VPC], [{ nothing }, {}]);
      assert.ok(stuck instanceof PulumiError && stuck.code === 1);
      assert.match(String(why), /npm run pulumi -- cancel --yes --stack dev/);
      assert.match(String(why), nothing === "" ? /see what Pulumi says above/ : /locked by 1/);
      assert.deepEqual([calls, pauses], [["check", "refresh", "check", "destroy"], []]);
    }
  });

  it("asks before the first try: nothing is destroyed where it may not", async () => {
    const { why, calls } = await destroyed([VPC], [{}], {
      check: () => Promise.reject(new Error("locked")),
    });
    assert.deepEqual([why, calls], ["locked", ["check"]]);
  });

  it("empties a bucket once the destroy has asked for it, and tries again at once", async () => {
    const errors = { site: "api error BucketNotEmpty: The bucket is not empty" };
    const { why, pauses, calls, lines } = await destroyed(
      [VPC, BUCKET],
      [
        {
          errors,
          meanwhile: () => {
            assert.deepEqual(asked, []);
          },
        },
        {},
      ],
    );
    assert.deepEqual([why, pauses], [[], []]);
    const again = ["check", "refresh", "check", "destroy"];
    assert.deepEqual(calls, [...again, "check", ...again]);
    assert.equal(asked.length, 2);
    assert.match(lines[0] ?? "", /^Emptying site \(site-1\)/);
  });

  it("waits before the next try when it has emptied more than once, or could not", async () => {
    const errors = { site: "BucketNotEmpty" };
    const twice = await destroyed([BUCKET], [{ errors }, { errors }, {}]);
    assert.deepEqual([twice.why, twice.pauses], [[], [5]]);
    endpoint = await server.serve((_, response) => {
      response.writeHead(403).end("<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    });
    const denied = await destroyed([BUCKET], [{ errors }]);
    assert.deepEqual(denied.pauses, [5, 15, 30, 60]);
    assert.match(String(denied.why), /^site: no/);
  });

  it("waits before the next try when it has emptied one, and could not empty another", async () => {
    const other = { ...BUCKET, name: "theirs", id: "theirs-1" };
    endpoint = await server.serve(({ url = "" }, response) => {
      if (url.startsWith("/theirs-1")) response.writeHead(403);
      else if (url.includes("tagging")) return response.end(OWN);
      return response.end(url.includes("uploads") ? EMPTY_UPLOADS : EMPTY_BUCKET);
    });
    const errors = { site: "BucketNotEmpty", theirs: "BucketNotEmpty" };
    const { pauses, lines } = await destroyed([BUCKET, other], [{ errors }, {}]);
    assert.match(lines.join(), /Emptying site/);
    assert.deepEqual(pauses, [5]);
  });

  it("empties nothing else: not what waits, not what is refused for another reason", async () => {
    for (const reason of ["AccessDenied", "DependencyViolation"])
      await destroyed([BUCKET, ZONE], [{ errors: { site: reason }, gone: [] }]);
    await destroyed([VPC], [{ errors: { net: "BucketNotEmpty" } }]);
    assert.deepEqual(asked, []);
  });

  it("empties nothing while another run holds the stack", async () => {
    let checks = 0;
    const { why } = await destroyed([BUCKET], [{ errors: { site: "BucketNotEmpty" } }], {
      check: () => (checks++ < 2 ? Promise.resolve() : Promise.reject(new Error("locked"))),
    });
    assert.deepEqual([why, asked], ["locked", []]);
  });
});
