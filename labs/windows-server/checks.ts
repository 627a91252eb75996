import { ec2Client } from "../../aws/ec2/client.ts";
import { SECURITY_GROUP } from "../../aws/vpc/types.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
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

const KEEP_VOLUME =
  'aws ec2 modify-instance-attribute --instance-id ID --block-device-mappings "DeviceName=xvdf,Ebs={DeleteOnTermination=false}"';

const volumesAreDeletedAsConfigured: Check = {
  name: {
    en: "the root volume is deleted with the server; the data volume is as configured (keepDataVolume)",
    ko: "루트 볼륨은 서버와 함께 삭제되고, 데이터 볼륨은 설정(keepDataVolume)과 같습니다",
  },
  hint: {
    en: `npm run class -- solve attaches a detached data volume; to keep it when the server is terminated (ID: output instanceId): ${KEEP_VOLUME}`,
    ko: `분리된 데이터 볼륨은 npm run class -- solve가 연결합니다. 서버를 종료해도 남기려면(ID는 출력 instanceId): ${KEEP_VOLUME}`,
  },
  async run(subject) {
    const { lab } = subject;
    const server = await serverNow(subject, lab.text("instanceId"));
    const { RootDeviceName, BlockDeviceMappings = [] } = server;
    const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
    expect(root?.Ebs?.DeleteOnTermination, "the root volume would remain after termination");
    const id = lab.text("dataVolumeId");
    const data = BlockDeviceMappings.find(({ Ebs }) => Ebs?.VolumeId === id);
    expect(data?.Ebs, `data volume ${id} is not attached to the server`);
    const kept = !data.Ebs.DeleteOnTermination;
    const fate = kept ? "remains" : "is deleted with the server";
    expect(kept === lab.settings.keepDataVolume, `data volume ${id} ${fate}`);
    return `${id}, ${data.DeviceName ?? ""}, ${fate}`;
  },
};

const loginIsCurrent: Check = {
  name: {
    en: "the Remote Desktop file and the password command match the current server",
    ko: "원격 데스크톱 파일과 암호 명령이 현재 서버와 같습니다",
  },
  hint: {
    en: "a server that was stopped and started has another address; npm run class -- solve reads it again",
    ko: "중지했다가 시작한 서버는 주소가 바뀝니다. npm run class -- solve가 다시 읽습니다",
  },
  async run(subject) {
    const { lab } = subject;
    const id = lab.text("instanceId");
    const { PublicDnsName = "", KeyName } = await serverNow(subject, id);
    expect(PublicDnsName !== "", "the server has no public address");
    const file = lab.text("rdpFile");
    // When port 3389 is closed, the file uses the tunnel, and the tunnel leads to the server.
    const tunnel = file.includes("full address:s:localhost:") && lab.text("rdpTunnel").includes(id);
    const leads = tunnel || file.includes(`full address:s:${PublicDnsName}\r\n`);
    expect(leads, `the file does not connect to ${PublicDnsName}`);
    // Without an RSA key, the password is set in a session.
    const password = lab.text(KeyName === undefined ? "sessionManager" : "password");
    expect(password.includes(id), `${password} should contain ${id}`);
    return PublicDnsName;
  },
};

const passwordIsSet: Check = {
  name: {
    en: "Windows has set the Administrator password",
    ko: "Windows가 Administrator 암호를 설정했습니다",
  },
  hint: {
    en: "a new server needs 4 minutes, a small instance type longer; then read the server's system log in the EC2 console",
    ko: "새 서버는 4분 정도, 작은 인스턴스 유형은 더 오래 걸립니다. 그 뒤에는 EC2 콘솔에서 서버의 시스템 로그를 확인하세요",
  },
  async run(subject) {
    needsAws(subject, "runs no Windows");
    const InstanceId = subject.lab.text("instanceId");
    const { KeyName } = await serverNow(subject, InstanceId);
    if (KeyName === undefined) return "no RSA key: set the password in a session";
    const ec2 = await subject.aws.client(ec2Client);
    const { PasswordData = "" } = await ec2.getPasswordData({ InstanceId });
    expect(PasswordData.trim() !== "", "the password is not available yet");
    return `encrypted for ${KeyName}`;
  },
};

const remoteDesktopAnswers = answersAtPublicAddress(rdpAnswers, {
  name: {
    en: "Remote Desktop answers at the public address",
    ko: "퍼블릭 주소에서 원격 데스크톱이 응답합니다",
  },
  hint: {
    en: "wait 4 minutes after the launch; then log in with Session Manager and check that the service TermService is running",
    ko: "시작한 뒤 4분 정도 기다리세요. 그래도 응답하지 않으면 Session Manager로 로그인하여 TermService 서비스가 실행 중인지 확인하세요",
  },
});

export const proof: Proof = {
  checks: [
    serverRuns,
    login,
    serverIsHardened,
    volumesAreDeletedAsConfigured,
    loginIsCurrent,
    passwordIsSet,
    remoteDesktopAnswers,
  ],
  fault: {
    does: {
      en: "the Remote Desktop rule allows an unused address instead of an administrator's",
      ko: "원격 데스크톱 규칙의 소스를 관리자 주소 대신 아무도 쓰지 않는 주소로 바꿉니다",
    },
    foundBy: login,
    async make(subject) {
      const groupId = subject.lab.one(SECURITY_GROUP).id;
      const typed = { CidrIpv4: NOBODY };
      await mistypeRule(subject, { groupId, port: RDP, typed, needs: "set class:adminCidrs" });
    },
  },
};
