import assert from "node:assert/strict";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { repair } from "../../../classroom/deploy/repair.ts";
import { settled } from "../../../classroom/deploy/settling.ts";
import { FakeKeeper, FakeStack, urnOf } from "../../support/fakes/fake-stack.ts";
import { classOf } from "../../support/labs.ts";

const DATABASE = urnOf({ type: "aws:rds/instance:Instance", name: "db" });
const POLICY = urnOf({ type: "aws:s3/bucketPolicy:BucketPolicy", name: "site" });

/** As the provider reports them. */
const ROLE =
  "creating RDS DB Instance (db): operation error RDS: CreateDBInstance, api error InvalidParameterValue: Unable to create the resource. Verify that you have permission to create service linked role. Otherwise wait and try again later";
const BLOCKED =
  "putting S3 Bucket (site) Policy: operation error S3: PutBucketPolicy, api error AccessDenied: User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting";

async function ups(...failures: readonly (Readonly<Record<string, string>> | Error)[]) {
  const [lines, pauses]: [string[], number[]] = [[], []];
  let tries = 0;
  const up = () => {
    const failure = failures[tries++];
    if (failure === undefined) return Promise.resolve("up");
    if (failure instanceof Error) return Promise.reject(failure);
    return Promise.reject(new PulumiError("failed", 255, new Map(Object.entries(failure))));
  };
  const report = (line: string) => void lines.push(line);
  const sleep = (ms: number) => Promise.resolve(pauses.push(ms / 1000));
  const end = await settled(up, report, sleep).catch((error: unknown) => (error as Error).message);
  return { end, tries, lines, pauses };
}

describe("an up that AWS's own delay has stopped", () => {
  it("is tried once more, which one line says: a service-linked role that was just made", async () => {
    const { end, tries, lines, pauses } = await ups({ [DATABASE]: ROLE, "": "update failed" });
    assert.deepEqual([end, tries, pauses], ["up", 2, [20]]);
    assert.deepEqual(lines, [
      "Trying once more in 20 s: AWS has just created a service-linked role, which not every service sees at once",
    ]);
  });

  it("is tried once more: a public policy right after the block was lifted", async () => {
    const { end, lines } = await ups({ [POLICY]: BLOCKED });
    assert.equal(end, "up");
    assert.match(lines.join(), /block on public policies was lifted/);
  });

  it("is not tried a third time", async () => {
    const { end, tries } = await ups({ [DATABASE]: ROLE }, { [DATABASE]: ROLE });
    assert.deepEqual([end, tries], ["failed", 2]);
  });

  it("is not tried again where something else has failed, too, or nothing of AWS", async () => {
    for (const failure of [
      { [DATABASE]: ROLE, [POLICY]: "AccessDenied" },
      { "": "the stack is locked" },
      new Error("broken"),
    ])
      assert.equal((await ups(failure)).tries, 1);
  });
});

describe("a repair", () => {
  it("is tried once more like an up, and looks again at what is really there", async () => {
    const ups: unknown[] = []; // whether each refreshes
    const stack = Object.assign(new FakeStack(), {
      up({ refresh }: { readonly refresh?: boolean }) {
        ups.push(refresh);
        return ups.length === 1
          ? Promise.reject(new PulumiError("failed", 255, new Map([[DATABASE, ROLE]])))
          : Promise.resolve([{ urn: DATABASE, kind: "updated" }]);
      },
    });
    const lines: string[] = [];
    const repairs = await repair(
      { stack: stack.pulumi, config: classOf([]) },
      {
        progress: { verbose: false },
        report: (line) => void lines.push(line),
        sleep: () => Promise.resolve(),
        find: () => Promise.resolve(new FakeKeeper()),
      },
    );
    assert.deepEqual(
      repairs.map(({ name }) => name),
      ["db"],
    );
    assert.deepEqual(ups, [true, true]);
    assert.match(lines.join(), /^Trying once more in 20 s/);
  });
});
