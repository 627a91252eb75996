import { ec2Client } from "../../aws/ec2/client.ts";
import { privateKeyFile, sshLogin } from "../../components/server/private-key.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { sshGreeting } from "../kit/server/knock.ts";
import {
  answersAtPublicAddress,
  loginOf,
  serverIsHardened,
  serverNow,
  serverRuns,
} from "../kit/server/servers.ts";

const login = loginOf("SSH", 22);

const sshCommandIsCurrent: Check = {
  name: {
    en: "the SSH command has the current address and key",
    ko: "SSH 명령의 주소와 키가 현재 서버와 같습니다",
  },
  hint: {
    en: "a server that was stopped and started has another address; npm run class -- solve reads it again",
    ko: "중지했다가 시작한 서버는 주소가 바뀝니다. npm run class -- solve가 다시 읽습니다",
  },
  async run(subject) {
    const { lab, config } = subject;
    const {
      InstanceId,
      KeyName,
      PublicDnsName = "",
    } = await serverNow(subject, lab.text("instanceId"));
    // Without a key of the class there is Instance Connect.
    const { publicKey, privateKeyFile: file, adminCidrs } = config;
    if (adminCidrs.length === 0) return "port 22 is closed to this computer: Session Manager";
    const [command, wanted] =
      publicKey === undefined
        ? [lab.text("instanceConnect"), `--instance-id ${InstanceId ?? ""}`]
        : [lab.text("ssh"), sshLogin(privateKeyFile(publicKey, file), PublicDnsName)];
    expect(publicKey === undefined || KeyName, "the server was launched without the key pair");
    expect(PublicDnsName !== "", "the server has no public address");
    expect(command.endsWith(wanted), `${command} should end with ${wanted}`);
    return command;
  },
};

export const proof: Proof = {
  checks: [
    serverRuns,
    login,
    serverIsHardened,
    sshCommandIsCurrent,
    answersAtPublicAddress(sshGreeting, {
      name: {
        en: "an SSH server answers at the public address",
        ko: "퍼블릭 주소에서 SSH 서버가 응답합니다",
      },
      hint: {
        en: "wait for the first boot; then read the server's system log in the EC2 console",
        ko: "첫 부팅이 끝날 때까지 기다린 뒤, EC2 콘솔에서 서버의 시스템 로그를 확인하세요",
      },
    }),
  ],
  fault: {
    does: {
      en: "the server gets its network's default security group instead of its own",
      ko: "서버의 보안 그룹을 네트워크의 기본 보안 그룹으로 바꿉니다",
    },
    foundBy: login,
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
