import assert from "node:assert/strict";
import { GROUP } from "../../aws/autoscaling/types.ts";
import { VOLUME } from "../../aws/ebs/types.ts";
import { images } from "../../aws/ec2/image-finder.ts";
import { INSTANCE } from "../../aws/ec2/types.ts";
import { BUCKET } from "../../aws/s3/types.ts";
import { joined, services } from "../../aws/services.ts";
import { fakePlace } from "../support/fake-place.ts";
import { awsAt, resourceOf } from "../support/subjects.ts";
import { hanging } from "./hanging.ts";

describe("what keeps storage and groups from being deleted", () => {
  it("is a server of others that a volume was moved to by hand", async () => {
    const own = { ...resourceOf("lab", INSTANCE, "own"), id: "i-own" };
    const attached = (InstanceId: string, State = "attached") => ({ InstanceId, State });
    const answers = {
      describeVolumes: () => ({
        Volumes: [
          { Attachments: [attached("i-own"), attached("i-2"), attached("i-3", "detached")] },
        ],
      }),
    };
    assert.deepEqual(await hanging(VOLUME, answers, [own]), ["attached to server i-2"]);
  });

  it("is an image that was registered by hand for a snapshot of the class", async () => {
    const image = {
      ImageId: "ami-1",
      BlockDeviceMappings: [{ Ebs: { SnapshotId: "snap-1" } }, { VirtualName: "ephemeral0" }],
    };
    const place = fakePlace({ ec2: { paginateDescribeImages: () => ({ Images: [image] }) } });
    const [found] = await images.find(place);
    assert.deepEqual(found && "ties" in found && found.ties, [
      { how: "image of", id: "snap-1", bond: "inside" },
    ]);
  });

  it("is a bucket's access point, which no emulator has", async () => {
    const answers = { paginateListAccessPoints: () => ({ AccessPointList: [{ Name: "mine" }] }) };
    assert.deepEqual(await hanging(BUCKET, answers), ["access point mine"]);
    const { [BUCKET]: children } = joined(await services(), "children");
    const bucket = resourceOf("lab", BUCKET, "bucket");
    assert.deepEqual(await children?.(awsAt("http://127.0.0.1:1"), bucket, [bucket]), []);
  });

  it("is a hook with which a server waits before it is terminated, but none of CodeDeploy", async () => {
    const hook = (LifecycleHookName: string, what: string) => ({
      ...{ LifecycleHookName, LifecycleTransition: `autoscaling:EC2_INSTANCE_${what}` },
    });
    const answers = {
      describeLifecycleHooks: () => ({
        LifecycleHooks: [
          hook("logs", "TERMINATING"),
          hook("start", "LAUNCHING"),
          hook("CodeDeploy-managed-automatic-termination-deployment-hook-x", "TERMINATING"),
        ],
      }),
    };
    assert.deepEqual(await hanging(GROUP, answers), ["lifecycle hook logs"]);
  });
});
