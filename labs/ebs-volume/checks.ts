import {
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilVolumeAvailable,
} from "@aws-sdk/client-ec2";
import { ec2Client } from "../../aws/ec2/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import { volumeNow } from "../kit/server/disks.ts";
import { onServer } from "../kit/server/on-server.ts";
import { serverRuns } from "../kit/server/servers.ts";
import { MOUNT_POINT } from "../kit/server/volume-server.ts";

const DEVICE = "/dev/sdf";

const KEEP_VOLUME = `aws ec2 modify-instance-attribute --instance-id ID --block-device-mappings "DeviceName=${DEVICE},Ebs={DeleteOnTermination=false}"`;

const volumeIsAttached: Check = {
  name: {
    en: `the volume is attached to the server as ${DEVICE}`,
    ko: `볼륨이 서버에 ${DEVICE}로 연결되어 있습니다`,
  },
  hint: {
    en: `attach it in the EC2 console as ${DEVICE}, or run npm run class -- solve; then run sudo mount -a on the server`,
    ko: `EC2 콘솔에서 ${DEVICE}로 연결하거나 npm run class -- solve를 실행한 뒤, 서버에서 sudo mount -a를 실행하세요`,
  },
  async run(subject) {
    const { lab } = subject;
    const id = lab.text("volumeId");
    const { Attachments: [place] = [], Size = 0, Encrypted } = await volumeNow(subject, id);
    expect(place, `volume ${id} is not attached`);
    const { InstanceId = "", Device = "", State = "" } = place;
    expect(State === "attached", `volume ${id} is ${State}`);
    const server = lab.text("instanceId");
    expect(InstanceId === server, `volume ${id} is attached to ${InstanceId}, not to ${server}`);
    expect(Device === DEVICE, `volume ${id} is attached as ${Device}`);
    expect(Encrypted, `volume ${id} is not encrypted`);
    return `${id}, ${Size} GiB, encrypted, at ${server}`;
  },
};

const volumeRemains: Check = {
  name: {
    en: "the volume remains when the server is terminated",
    ko: "서버를 종료해도 볼륨이 남습니다",
  },
  hint: {
    en: `keep the volume (ID: output instanceId): ${KEEP_VOLUME}`,
    ko: `볼륨을 남기도록 설정하세요(ID는 출력 instanceId): ${KEEP_VOLUME}`,
  },
  async run(subject) {
    const id = subject.lab.text("volumeId");
    const { Attachments: [place] = [] } = await volumeNow(subject, id);
    expect(!place?.DeleteOnTermination, `volume ${id} would be deleted with the server`);
    return "it costs money until it is deleted";
  },
};

const volumeIsMounted: Check = {
  name: {
    en: `the volume is mounted at ${MOUNT_POINT}, now and at every boot`,
    ko: `볼륨이 ${MOUNT_POINT}에 마운트되어 있고, 부팅할 때마다 마운트됩니다`,
  },
  hint: {
    en: "on the server, look for the cause in /var/log/class-user-data.log; then run sudo mount -a",
    ko: "서버의 /var/log/class-user-data.log에서 원인을 확인한 뒤 sudo mount -a를 실행하세요",
  },
  async run(subject) {
    needsAws(subject, "runs no commands on servers");
    const command = `findmnt --noheadings --output UUID ${MOUNT_POINT} && cat /etc/fstab`;
    const instanceId = subject.lab.text("instanceId");
    return `UUID ${mountedAtBoot(await onServer(subject.aws, { instanceId, command }))}`;
  },
};

export const proof: Proof = {
  checks: [serverRuns, volumeIsAttached, volumeRemains, volumeIsMounted],
  fault: {
    does: {
      en: "the server is stopped, its volume is detached, and the server is started again",
      ko: "서버를 중지하고 볼륨을 분리한 뒤 서버를 다시 시작합니다",
    },
    foundBy: volumeIsAttached,
    make: detach,
  },
};

/**
 * @param printed the UUID of the mounted file system, and /etc/fstab
 * @returns the UUID
 * @throws Failure unless exactly one line of fstab mounts it too: however often the script ran, it formatted once
 */
export function mountedAtBoot(printed: string): string {
  const [uuid = "", ...fstab] = printed.split("\n");
  const lines = fstab.filter((line) => line.startsWith(`UUID=${uuid} ${MOUNT_POINT} `));
  expect(lines.length > 0, `/etc/fstab does not mount ${uuid} at the next boot`);
  expect(lines.length === 1, `/etc/fstab mounts ${uuid} ${lines.length} times`);
  return uuid;
}

/** The time limit for stopping, detaching and starting, each. */
const WAIT_SECONDS = 300;

/** A mounted volume would stay `detaching`, so the server is stopped first. */
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
