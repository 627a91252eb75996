import { privateKeyFile, sshLogin } from "../../components/server/private-key.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { sshGreeting } from "../kit/server/knock.ts";
import { wrongGroup } from "../kit/server/wrong-group.ts";
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
    // Without a class key, Instance Connect is used.
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
  fault: wrongGroup(login),
};
