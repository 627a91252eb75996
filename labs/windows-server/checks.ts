import { ec2Client } from "../../aws/ec2/client.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";
import { rdpAnswers } from "../kit/server/knock.ts";
import { mistypeRule, NOBODY } from "../kit/server/security-groups.ts";
import {
  answersAtPublicAddress,
  loginOf,
  serverIsHardened,
  serverNow,
  serverRuns,
} from "../kit/server/servers.ts";

const RDP = 3389;
const login = loginOf("RDP", RDP);

export const proof: Proof = {
  checks: [
    serverRuns,
    login,
    serverIsHardened,
    {
      name: "the root volume goes with the server, the data volume as keepDataVolume says",
      hint: "a volume that is missing was detached: npm run class -- solve attaches it; DeleteOnTermination is set by aws ec2 modify-instance-attribute",
      async run(subject) {
        const { lab } = subject;
        const server = await serverNow(subject, lab.text("instanceId"));
        const { RootDeviceName, BlockDeviceMappings = [] } = server;
        const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
        expect(root?.Ebs?.DeleteOnTermination, "the root volume would be left behind");
        const id = lab.text("dataVolumeId");
        const data = BlockDeviceMappings.find(({ Ebs }) => Ebs?.VolumeId === id);
        expect(data?.Ebs, `data volume ${id} is not attached to the server`);
        const kept = !data.Ebs.DeleteOnTermination;
        const fate = kept ? "stays" : "goes with the server";
        expect(kept === lab.settings.keepDataVolume, `data volume ${id} ${fate}`);
        return `${id}, ${data.DeviceName ?? ""}, ${fate}`;
      },
    },
    {
      name: "the file for Remote Desktop and the password's command name the server of now",
      hint: "a server that was stopped and started has another address: npm run class -- solve reads it anew",
      async run(subject) {
        const { lab } = subject;
        const id = lab.text("instanceId");
        const { PublicDnsName = "", KeyName } = await serverNow(subject, id);
        expect(PublicDnsName !== "", "the server has no public address");
        const [file, password] = [lab.text("rdpFile"), lab.text("password")];
        const address = `full address:s:${PublicDnsName}\r\n`;
        expect(file.includes(address), `the file does not lead to ${PublicDnsName}`);
        const wanted = KeyName === undefined ? id : `${id} --priv-launch-key "${KeyName}.pem"`;
        expect(password.includes(wanted), `${password} should name ${wanted}`);
        return PublicDnsName;
      },
    },
    {
      name: "Windows has given its Administrator a password",
      hint: "it takes four minutes from the launch, longer with a small instance type; then look at the system log in the EC2 console",
      async run(subject) {
        needsTraffic(subject);
        const InstanceId = subject.lab.text("instanceId");
        const { KeyName } = await serverNow(subject, InstanceId);
        if (KeyName === undefined) return "no RSA key to encrypt one with: set it in a session";
        const ec2 = await subject.aws.client(ec2Client);
        const { PasswordData = "" } = await ec2.getPasswordData({ InstanceId });
        expect(PasswordData.trim() !== "", "there is none yet");
        return `encrypted for ${KeyName}`;
      },
    },
    answersAtPublicAddress(rdpAnswers, {
      name: "Remote Desktop answers at the public address",
      hint: "wait four minutes after the launch; then see in a session whether the service TermService runs",
    }),
  ],
  fault: {
    does: "the rule that lets an administrator in by Remote Desktop is given an address of nobody's",
    foundBy: login.name,
    async make(subject) {
      const groupId = subject.lab.one("aws:ec2/securityGroup:SecurityGroup").id;
      const typed = { CidrIpv4: NOBODY };
      await mistypeRule(subject, { groupId, port: RDP, typed, needs: "set class:adminCidrs" });
    },
  },
};
