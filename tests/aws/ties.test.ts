import assert from "node:assert/strict";
import { GROUP } from "../../aws/autoscaling/types.ts";
import { STACK } from "../../aws/cloudformation/types.ts";
import { copiedFor } from "../../aws/codedeploy/ties.ts";
import { DEPLOYMENT_GROUP } from "../../aws/codedeploy/types.ts";
import { madeFor } from "../../aws/ebs/finder.ts";
import { fileSystems } from "../../aws/efs/finder.ts";
import { LOG_GROUP } from "../../aws/logs/types.ts";
import { writtenBy } from "../../aws/logs/written-by.ts";
import { INSTANCE } from "../../aws/rds/types.ts";
import { services } from "../../aws/services.ts";
import { fakePlace } from "../support/fake-place.ts";

const ids = (ties: readonly { readonly id: string }[]): string[] => ties.map(({ id }) => id);

/** What all services know of who has made a resource without tags. */
const tiesOf = async (type: string, id: string, name?: string) => {
  const thing = { id, name, tags: {}, remove: () => Promise.resolve() };
  return (await services()).flatMap(({ ties }) => ties?.[type]?.(thing) ?? []);
};

describe("a snapshot's description", () => {
  it("names the image that it was made for", () => {
    assert.deepEqual(ids(madeFor("Created by CreateImage(i-0a) for ami-0b")), ["ami-0b"]);
  });

  it("names the copied image's copy, not whose it was", () => {
    const text =
      "Copied for DestinationAmi ami-0c from SourceAmi ami-0b for SourceSnapshot snap-0d.";
    assert.deepEqual(ids(madeFor(text)), ["ami-0c"]);
  });

  it("names the snapshot that it is a copy of", () => {
    assert.deepEqual(ids(madeFor("[Copied snap-0d from ap-northeast-2] ours")), ["snap-0d"]);
  });

  it("says nothing when somebody has only mentioned something", () => {
    assert.deepEqual(madeFor("like ami-0b, see vol-0a"), []);
  });
});

describe("a name", () => {
  it("shows the deployment group that CodeDeploy has copied a group for", () => {
    assert.deepEqual(ids(copiedFor("CodeDeploy_blue_green_d-ABC123XYZ")), ["blue_green"]);
    assert.deepEqual(copiedFor("blue_green"), []);
  });

  it("shows what writes to a log group", () => {
    const writer = (name: string) => ids(writtenBy("/aws/rds/instance/", INSTANCE, name));
    assert.deepEqual(writer("/aws/rds/instance/class-db/error"), ["class-db"]);
    assert.deepEqual(writer("/class/rds/instance/class-db/error"), []);
  });

  it("ties a resource of one service to what another has made it for", async () => {
    assert.deepEqual(await tiesOf(LOG_GROUP, "/aws/rds/instance/class-db/error"), [
      { how: "logs of", id: "class-db", type: INSTANCE },
    ]);
    assert.deepEqual(await tiesOf(GROUP, "CodeDeploy_blue_d-ABC123XYZ"), [
      { how: "copied by CodeDeploy for its group", id: "blue", type: DEPLOYMENT_GROUP },
    ]);
    assert.deepEqual(await tiesOf(STACK, "arn:1", "awseb-e-abc123-stack"), [
      { how: "stack of environment", id: "e-abc123" },
    ]);
    assert.deepEqual(await tiesOf(STACK, "arn:1", "my-awseb-e-abc123-stack"), []);
  });
});

describe("a file system", () => {
  it("is in the network of its mount targets, which AWS does not delete before", async () => {
    const place = fakePlace({
      efs: {
        paginateDescribeFileSystems: () => ({
          FileSystems: [
            { FileSystemId: "fs-1", NumberOfMountTargets: 2 },
            { FileSystemId: "fs-2", NumberOfMountTargets: 0 },
          ],
        }),
        paginateDescribeMountTargets: ({ FileSystemId }: { FileSystemId: string }) => {
          assert.equal(FileSystemId, "fs-1");
          return { MountTargets: [{ VpcId: "vpc-1" }, { VpcId: "vpc-1" }] };
        },
      },
    });
    assert.deepEqual(
      (await fileSystems.find(place)).map((each) => "ties" in each && each.ties),
      [[{ how: "in", id: "vpc-1", bond: "inside" }], []],
    );
  });
});
