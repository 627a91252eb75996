import assert from "node:assert/strict";
import { Server, type ServerArgs } from "../../../components/server/server.ts";
import {
  ignoredChanges,
  ofType,
  only,
  record,
  type Recorded,
  refuses,
  run,
} from "../../support/mocks.ts";

const ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment";
const INSTANCE = "aws:ec2/instance:Instance";
const VOLUME = "aws:ebs/volume:Volume";

const base: ServerArgs = { vpcId: "vpc-1", subnetId: "subnet-1" };

const server = (args: Partial<ServerArgs> = {}): Promise<Recorded[]> =>
  record(() => new Server("web", { ...base, ...args }));

/** What is not compared of a data volume. */
const ignored = (args: Partial<ServerArgs> = {}): Promise<string[]> =>
  ignoredChanges(VOLUME, (opts) => new Server("web", { ...base, ...args }, opts));

const refused = (args: Partial<ServerArgs>, message: RegExp) => () =>
  refuses(() => new Server("web", { ...base, ...args }), message);

describe("A server's volumes", () => {
  describe("root volume", () => {
    const root = async (args: Partial<ServerArgs>) =>
      only(await server(args), INSTANCE).inputs.rootBlockDevice as Record<string, unknown>;

    it("is encrypted, and goes with the server", async () => {
      const { volumeType, encrypted, deleteOnTermination } = await root({});
      assert.deepEqual([volumeType, encrypted, deleteOnTermination], ["gp3", true, true]);
    });

    it("has 8 GiB on Linux, 30 on Windows, or what is asked for", async () => {
      assert.equal((await root({})).volumeSize, 8);
      assert.equal((await root({ os: "windows-2022" })).volumeSize, 30);
      assert.equal((await root({ rootVolumeGiB: 20 })).volumeSize, 20);
    });

    it(
      "is not smaller than the image",
      refused(
        { os: "windows-2022", rootVolumeGiB: 29 },
        /rootVolumeGiB is 29; .* from 30 to 16384/,
      ),
    );
  });

  describe("data volumes", () => {
    const dataVolumes = { data: { deviceName: "/dev/sdf", sizeGiB: 5 } };

    it("are encrypted volumes of their own, in the server's zone", async () => {
      const { name, inputs } = only(await server({ dataVolumes }), VOLUME);
      assert.equal(name, "web-data");
      assert.deepEqual(inputs, {
        availabilityZone: "ap-northeast-2a",
        encrypted: true,
        size: 5,
        type: "gp3",
      });
    });

    it("are attached, not listed by the instance, so that they survive it", async () => {
      const resources = await server({ dataVolumes });
      const { inputs } = only(resources, ATTACHMENT);
      assert.deepEqual(
        [inputs.instanceId, inputs.volumeId, inputs.deviceName],
        ["web-id", "web-data-id", "/dev/sdf"],
      );
      assert.equal(only(resources, INSTANCE).inputs.ebsBlockDevices, undefined);
    });

    it("are not replaced by empty ones when the server moves to another zone", async () => {
      assert.deepEqual(await ignored({ dataVolumes }), ["availabilityZone"]);
    });

    it("begin as a snapshot where one is given", async () => {
      const data = { ...dataVolumes.data, snapshotId: "snap-1" };
      assert.equal(
        only(await server({ dataVolumes: { data } }), VOLUME).inputs.snapshotId,
        "snap-1",
      );
    });

    it("are told by name", async () => {
      const { result } = await run(() => new Server("web", { ...base, dataVolumes }).volumeIds);
      assert.deepEqual(result, { data: "web-data-id" });
    });

    it(
      "have a name that EC2 has for volumes",
      refused(
        { dataVolumes: { data: { deviceName: "/dev/nvme1n1", sizeGiB: 5 } } },
        /deviceName of data is "\/dev\/nvme1n1": choose one from \/dev\/sdf to \/dev\/sdp/,
      ),
    );

    it(
      "have a name each",
      refused(
        { dataVolumes: { ...dataVolumes, logs: dataVolumes.data } },
        /data and logs both use \/dev\/sdf/,
      ),
    );

    it(
      "are not empty",
      refused(
        { dataVolumes: { data: { deviceName: "/dev/sdf", sizeGiB: 0 } } },
        /sizeGiB of data is 0/,
      ),
    );

    describe("that go with the server", () => {
      const data = { ...dataVolumes.data, keep: false };

      it("are part of its launch, encrypted and tagged", async () => {
        const resources = await server({ dataVolumes: { data }, tags: { lab: "x" } });
        assert.deepEqual(only(resources, INSTANCE).inputs.ebsBlockDevices, [
          {
            deviceName: "/dev/sdf",
            volumeSize: 5,
            volumeType: "gp3",
            encrypted: true,
            deleteOnTermination: true,
            tags: { lab: "x", Name: "web-data" },
          },
        ]);
        assert.deepEqual(ofType(resources, ATTACHMENT), []);
      });

      it(
        "do not mix with others: attachments and the launch would fight",
        refused(
          { dataVolumes: { data, logs: { deviceName: "/dev/sdg", sizeGiB: 5 } } },
          /data and logs must all have the same value of keep/,
        ),
      );
    });
  });
});
