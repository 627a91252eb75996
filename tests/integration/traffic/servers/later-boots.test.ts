import assert from "node:assert/strict";
import { ec2Client } from "../../../../aws/ec2/client.ts";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { launches } from "./launches.ts";
import { REGION } from "../local-web.ts";

const problem = await sandboxProblem();

const OSAKA = "ap-northeast-3";

/** Adds a line to a page at each boot, early and late, and one that runs once. */
const USER_DATA = `#cloud-config
packages: [httpd]
bootcmd:
  - mkdir -p /var/www/html && echo boot >>/var/www/html/early
write_files:
  - path: /var/lib/cloud/scripts/per-boot/page
    permissions: "0755"
    content: |
      #!/bin/sh
      echo boot >>/var/www/html/late
runcmd:
  - systemctl enable --now httpd
  - echo boot >>/var/www/html/once
`;

/** What is there after more than one boot of a server, or of its disk, as strangers see it. */
describe(
  problem === undefined
    ? "servers that boot again"
    : `servers that boot again (skipped: ${problem})`,
  () => {
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { unique, visit, restart, ec2, settles, launch, aws, now } = launches();

    /** How often each page was written to. */
    const counts = async (ip: string) =>
      Promise.all(
        ["early", "late", "once"].map(
          async (page) => (await visit(`http://${ip}/${page}`)).body.split("\n").length - 1,
        ),
      );

    it("run what cloud-init runs at every boot, after a reboot and a start, and the rest once", async () => {
      const { id, ip } = await launch(USER_DATA);
      assert.deepEqual(await counts(ip), [1, 1, 1]);
      const client = await ec2();
      await client.rebootInstances({ InstanceIds: [id] });
      await settles();
      assert.deepEqual(await counts(ip), [2, 2, 1]);
      await restart();
      assert.deepEqual(await counts(ip), [2, 2, 1]);
      await client.stopInstances({ InstanceIds: [id] });
      await assert.rejects(client.rebootInstances({ InstanceIds: [id] }), {
        name: "IncorrectInstanceState",
      });
      await client.startInstances({ InstanceIds: [id] });
      await settles();
      assert.deepEqual(await counts((await now(id)).ip), [3, 3, 1]);
    });

    it("lose by a reboot what was started and not enabled", async () => {
      const { id, ip } = await launch(
        "#!/bin/bash\ndnf install -y httpd && systemctl start httpd\necho up >/var/www/html/index.html",
      );
      assert.equal((await visit(`http://${ip}/`)).body, "up\n");
      await (await ec2()).rebootInstances({ InstanceIds: [id] });
      await settles();
      await assert.rejects(visit(`http://${ip}/`), { code: "ECONNREFUSED" });
    });

    it("begin with the pages of the server whose image was copied, or its root volume registered", async () => {
      const source = await launch(USER_DATA);
      assert.deepEqual(await counts(source.ip), [1, 1, 1]);
      const client = await ec2();
      const { ImageId: SourceImageId = "" } = await client.createImage({
        ...{ InstanceId: source.id, Name: unique("image") },
      });
      const { ImageId: copy = "" } = await client.copyImage({
        ...{ SourceImageId, SourceRegion: REGION, Name: unique("copy") },
      });
      const { Reservations = [] } = await client.describeInstances({ InstanceIds: [source.id] });
      const { BlockDeviceMappings = [], RootDeviceName } = Reservations[0]?.Instances?.[0] ?? {};
      const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
      const { SnapshotId } = await client.createSnapshot({ VolumeId: root?.Ebs?.VolumeId ?? "" });
      const { ImageId: registered = "" } = await client.registerImage({
        ...{ Name: unique("registered"), RootDeviceName, VirtualizationType: "hvm" },
        BlockDeviceMappings: [{ DeviceName: RootDeviceName, Ebs: { SnapshotId } }],
      });
      for (const image of [copy, registered]) {
        const { ip } = await launch("#!/bin/bash\necho more >/var/www/html/more", { image });
        assert.equal((await visit(`http://${ip}/more`)).body, "more\n");
        // The disk's own scripts for every boot run on the new server, too.
        assert.deepEqual(await counts(ip), [1, 2, 1]);
      }
    });

    it("have a copy in another region that says of which image it is", async () => {
      const source = await launch("#!/bin/bash");
      const { ImageId: SourceImageId = "" } = await (
        await ec2()
      ).createImage({ InstanceId: source.id, Name: unique("image") });
      const client = await aws().client(ec2Client, OSAKA);
      const { ImageId = "" } = await client.copyImage({
        ...{ SourceImageId, SourceRegion: REGION, Name: unique("copy") },
      });
      const { Images: [copy] = [] } = await client.describeImages({ ImageIds: [ImageId] });
      assert.deepEqual([copy?.SourceImageId, copy?.SourceImageRegion], [SourceImageId, REGION]);
    });
  },
);
