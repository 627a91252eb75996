import { ec2Client } from "../../aws/ec2/client.ts";
import { expect, Failure, type Proof, type Subject } from "../contract/check.ts";
import { sshGreeting } from "../kit/server/knock.ts";
import {
  answersAtPublicAddress,
  loginOf,
  serverIsHardened,
  serverNow,
  serverRuns,
} from "../kit/server/servers.ts";

const login = loginOf("SSH", 22);

export const proof: Proof = {
  checks: [
    serverRuns,
    login,
    serverIsHardened,
    {
      name: "the command for ssh names the server's key and its address of now",
      hint: "a server that was stopped and started has another address: npm run class -- solve reads it anew",
      async run(subject) {
        const { lab, config } = subject;
        const { InstanceId, KeyName, PublicDnsName } = await serverNow(
          subject,
          lab.text("instanceId"),
        );
        // Without a key of the class there is Instance Connect.
        const [command, wanted] =
          config.publicKey === undefined
            ? [lab.text("instanceConnect"), `--instance-id ${InstanceId ?? ""}`]
            : [lab.text("ssh"), `ssh -i "${KeyName ?? ""}.pem" ec2-user@${PublicDnsName ?? ""}`];
        expect(PublicDnsName !== "", "the server has no public address");
        expect(command.endsWith(wanted), `${command} should end with ${wanted}`);
        return command;
      },
    },
    answersAtPublicAddress(sshGreeting, {
      name: "an SSH server answers at the public address",
      hint: "wait for the first boot; then look at the system log of the server in the EC2 console",
    }),
  ],
  fault: {
    does: "the server is given its network's default security group in place of its own",
    foundBy: login.name,
    make: wrongGroup,
  },
};

/** The default group of the class's network is empty: logins time out. */
async function wrongGroup(subject: Subject): Promise<void> {
  if (subject.config.adminCidrs.length === 0)
    throw new Failure("nobody may log in anyway: set class:adminCidrs");
  const { InstanceId, VpcId = "" } = await serverNow(subject, subject.lab.text("instanceId"));
  const ec2 = await subject.aws.client(ec2Client);
  const { SecurityGroups: [group] = [] } = await ec2.describeSecurityGroups({
    Filters: [
      { Name: "vpc-id", Values: [VpcId] },
      { Name: "group-name", Values: ["default"] },
    ],
  });
  if (group?.GroupId === undefined) throw new Failure(`network ${VpcId} has no default group`);
  await ec2.modifyInstanceAttribute({ InstanceId, Groups: [group.GroupId] });
}
