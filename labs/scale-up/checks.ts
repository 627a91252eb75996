import { ec2Client } from "../../aws/ec2/client.ts";
import { EIP } from "../../aws/vpc/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { labTags } from "../contract/tags.ts";
import { runningServer } from "../kit/server/servers.ts";

const addressIsAssociated: Check = {
  name: {
    en: "the Elastic IP address is associated with the server",
    ko: "탄력적 IP 주소가 서버에 연결되어 있습니다",
  },
  hint: {
    en: "associate the address with the server in the EC2 console (Elastic IPs), or run npm run class -- solve",
    ko: "EC2 콘솔의 탄력적 IP에서 주소를 서버에 연결하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const { PublicIp = "", InstanceId = "" } = await addressNow(subject);
    const [ip, server] = [lab.text("publicIp"), lab.text("instanceId")];
    expect(PublicIp === ip, `the address is ${PublicIp}, no longer ${ip}`);
    expect(InstanceId !== "", `${ip} is not associated`);
    expect(InstanceId === server, `${ip} is associated with ${InstanceId}, not with ${server}`);
    return `${ip} is associated with ${server}`;
  },
};

const serverHasSize: Check = {
  name: {
    en: "the server has the configured type (size) and runs from the image of the previous server",
    ko: "서버가 설정(size)한 유형이고, 이전 서버의 이미지로 실행되고 있습니다",
  },
  hint: {
    en: "set size of the lab and update the class: npm run pulumi -- up",
    ko: "실습의 size를 설정하고 npm run pulumi -- up으로 수업을 업데이트하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const id = lab.text("instanceId");
    const { InstanceType = "", ImageId = "" } = await runningServer(subject, id);
    const size = String(lab.settings.size);
    expect(InstanceType === size, `${id} is a ${InstanceType}, not a ${size}`);
    const image = lab.text("imageId");
    expect(ImageId === image, `${id} runs from ${ImageId}, not from ${image}`);
    return `${id}, ${size}, from ${image}`;
  },
};

const oldServerIsGone: Check = {
  name: { en: "the lab has no other server", ko: "실습에 다른 서버가 없습니다" },
  hint: {
    en: "the update terminates the old server last; if one remains afterwards, terminate it in the EC2 console",
    ko: "이전 서버는 업데이트의 마지막에 종료됩니다. 업데이트가 끝나도 남아 있으면 EC2 콘솔에서 종료하세요",
  },
  async run(subject) {
    const others = (await serversOf(subject)).filter((id) => id !== subject.lab.text("instanceId"));
    expect(others.length === 0, `not terminated: ${others.join(", ")}`);
    return "the previous server is terminated";
  },
};

export const proof: Proof = {
  checks: [addressIsAssociated, serverHasSize, oldServerIsGone],
  fault: {
    does: {
      en: "the Elastic IP address is disassociated from the server",
      ko: "탄력적 IP 주소와 서버의 연결을 해제합니다",
    },
    foundBy: addressIsAssociated,
    async make(subject) {
      const { AssociationId } = await addressNow(subject);
      expect(AssociationId, "the address is not associated");
      await (await subject.aws.client(ec2Client)).disassociateAddress({ AssociationId });
    },
  },
};

async function addressNow({ lab, aws }: Subject) {
  const ec2 = await aws.client(ec2Client);
  const { id } = lab.one(EIP);
  const { Addresses: [address] = [] } = await ec2.describeAddresses({ AllocationIds: [id] });
  expect(address, `there is no Elastic IP address ${id}`);
  return address;
}

/** The lab's servers by their tags, whoever launched them. */
async function serversOf({ lab, config, aws }: Subject): Promise<string[]> {
  // `expires` is not compared: it changes when a class is extended.
  const { class: name = "", environment = "", owner = "" } = labTags(config, lab.id);
  const tags = { class: name, environment, owner, lab: lab.id };
  const ec2 = await aws.client(ec2Client);
  const { Reservations = [] } = await ec2.describeInstances({
    Filters: [
      ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
      { Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped"] },
    ],
  });
  return Reservations.flatMap(({ Instances = [] }) =>
    Instances.flatMap(({ InstanceId }) => InstanceId ?? []),
  );
}
