import { ec2Client } from "../../aws/ec2/client.ts";
import { labTags } from "../contract/tags.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { runningServer } from "../kit/server/servers.ts";

const held = "the Elastic IP leads to the server";

export const proof: Proof = {
  checks: [
    {
      name: held,
      hint: "associate the address with the server in the EC2 console, Elastic IPs; npm run class -- solve does the same",
      async run(subject) {
        const { lab } = subject;
        const { PublicIp = "", InstanceId = "" } = await addressNow(subject);
        const [ip, server] = [lab.text("publicIp"), lab.text("instanceId")];
        expect(PublicIp === ip, `the address is ${PublicIp}, no longer ${ip}`);
        expect(InstanceId !== "", `${ip} leads nowhere`);
        expect(InstanceId === server, `${ip} leads to ${InstanceId}, not to ${server}`);
        return `${ip} leads to ${server}`;
      },
    },
    {
      name: "the server has the size asked for, and runs from the image of the one before it",
      hint: "set size of the lab and bring the class up again: npm run pulumi -- up",
      async run(subject) {
        const { lab } = subject;
        const id = lab.text("instanceId");
        const { InstanceType = "", ImageId = "" } = await runningServer(subject, id);
        const size = String(lab.settings.size);
        expect(InstanceType === size, `${id} is a ${InstanceType}, the lab asks for a ${size}`);
        const image = lab.text("imageId");
        expect(ImageId === image, `${id} runs from ${ImageId}, not from ${image}`);
        return `${id}, ${size}, from ${image}`;
      },
    },
    {
      name: "no other server of the lab is left",
      hint: "an old server goes last: when up is over, terminate what is left of it in the EC2 console",
      async run(subject) {
        const others = (await serversOf(subject)).filter(
          (id) => id !== subject.lab.text("instanceId"),
        );
        expect(others.length === 0, `left behind: ${others.join(", ")}`);
        return "the old one is retired";
      },
    },
  ],
  fault: {
    does: "the Elastic IP is taken off the server",
    foundBy: held,
    async make(subject) {
      const { AssociationId } = await addressNow(subject);
      expect(AssociationId, "the address leads nowhere already");
      await (await subject.aws.client(ec2Client)).disassociateAddress({ AssociationId });
    },
  },
};

async function addressNow({ lab, aws }: Subject) {
  const ec2 = await aws.client(ec2Client);
  const { id } = lab.one("aws:ec2/eip:Eip");
  const { Addresses: [address] = [] } = await ec2.describeAddresses({ AllocationIds: [id] });
  expect(address, `there is no Elastic IP ${id}`);
  return address;
}

/** The lab's servers by their tags, whoever launched them. */
async function serversOf({ lab, config, aws }: Subject): Promise<string[]> {
  // Not by `expires`, which changes when a class goes on for longer.
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
