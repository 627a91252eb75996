import {
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilVolumeAvailable,
} from "@aws-sdk/client-ec2";
import { ec2Client } from "../../aws/ec2/client.ts";
import { MOUNT_POINT } from "../kit/server/volume-server.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { volumeNow } from "../kit/server/disks.ts";
import { onServer } from "../kit/server/on-server.ts";
import { serverRuns } from "../kit/server/servers.ts";

const attached = "the volume is attached to the server as /dev/sdf";

export const proof: Proof = {
  checks: [
    serverRuns,
    {
      name: attached,
      hint: "attach it in the EC2 console as /dev/sdf, or npm run class -- solve; then sudo mount -a on the server",
      async run(subject) {
        const { lab } = subject;
        const id = lab.text("volumeId");
        const { Attachments: [place] = [], Size = 0, Encrypted } = await volumeNow(subject, id);
        expect(place, `volume ${id} is attached to nothing`);
        const { InstanceId = "", Device = "", State = "" } = place;
        expect(State === "attached", `volume ${id} is ${State}`);
        const server = lab.text("instanceId");
        expect(
          InstanceId === server,
          `volume ${id} is attached to ${InstanceId}, not to ${server}`,
        );
        expect(Device === DEVICE, `volume ${id} is attached as ${Device}`);
        expect(Encrypted, `volume ${id} is not encrypted`);
        return `${id}, ${Size} GiB, encrypted, at ${server}`;
      },
    },
    {
      name: "the volume stays when the server is terminated",
      hint: "aws ec2 modify-instance-attribute --block-device-mappings with DeleteOnTermination false",
      async run(subject) {
        const id = subject.lab.text("volumeId");
        const { Attachments: [place] = [] } = await volumeNow(subject, id);
        expect(!place?.DeleteOnTermination, `volume ${id} would be deleted with the server`);
        return "it does, and costs on until it is deleted";
      },
    },
    {
      name: `the volume is mounted at ${MOUNT_POINT}, now and at every boot`,
      hint: "on the server: cat /var/log/class-user-data.log says why not; then sudo mount -a",
      async run(subject) {
        needsAws(subject, "runs no servers");
        const command = `findmnt --noheadings --output UUID ${MOUNT_POINT} && cat /etc/fstab`;
        const instanceId = subject.lab.text("instanceId");
        return `UUID ${mountedForGood(await onServer(subject.aws, { instanceId, command }))}`;
      },
    },
  ],
  fault: {
    does: "the server is stopped, its volume taken off, and the server started again",
    foundBy: attached,
    make: detach,
  },
};

const DEVICE = "/dev/sdf";

/**
 * @param said the UUID of what is mounted, and /etc/fstab
 * @returns the UUID
 * @throws Failure unless fstab mounts it too, in one line: the script has run as often as it likes, and formatted once
 */
export function mountedForGood(said: string): string {
  const [uuid = "", ...fstab] = said.split("\n");
  const lines = fstab.filter((line) => line.startsWith(`UUID=${uuid} ${MOUNT_POINT} `));
  expect(lines.length > 0, `/etc/fstab does not mount ${uuid} at the next boot`);
  expect(lines.length === 1, `/etc/fstab mounts ${uuid} ${lines.length} times`);
  return uuid;
}

/** How long stopping, detaching and starting may take each. */
const WAIT_SECONDS = 300;

/** A volume in use would stay `detaching` until it is unmounted, so that the server is stopped for it. */
async function detach({ lab, aws }: Subject): Promise<void> {
  const client = await aws.client(ec2Client);
  const waiting = { client, maxWaitTime: WAIT_SECONDS, minDelay: 1, maxDelay: 5 };
  const [VolumeId, InstanceId] = [lab.text("volumeId"), lab.text("instanceId")];
  const server = { InstanceIds: [InstanceId] };
  await client.stopInstances(server);
  await waitUntilInstanceStopped(waiting, server);
  await client.detachVolume({ VolumeId, InstanceId });
  await waitUntilVolumeAvailable(waiting, { VolumeIds: [VolumeId] });
  await client.startInstances(server);
  await waitUntilInstanceRunning(waiting, server);
}
