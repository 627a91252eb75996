import { ec2Client } from "../../aws/ec2/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import { availableImage } from "../kit/server/disks.ts";
import { loginOf, runningServer } from "../kit/server/servers.ts";
import { wrongGroup } from "../kit/server/wrong-group.ts";

const login = loginOf("SSH", 22);

const imageIsAvailable: Check = {
  name: { en: "the image is available", ko: "이미지를 사용할 수 있습니다" },
  hint: {
    en: "an image of 8 GiB takes a few minutes (check --wait); npm run class -- solve takes a deleted one again",
    ko: "8GiB 이미지는 몇 분 걸립니다(check --wait). 삭제된 이미지는 npm run class -- solve가 다시 만듭니다",
  },
  async run(subject) {
    const { ImageId = "", Name = "" } = await availableImage(subject, subject.lab.text("imageId"));
    return `${ImageId}, ${Name}`;
  },
};

const copyIsAvailable: Check = {
  name: {
    en: "a copy of the image is available in the peer region",
    ko: "피어 리전에서 이미지 복사본을 사용할 수 있습니다",
  },
  hint: {
    en: "a copy takes 10 minutes (check --wait); npm run class -- solve copies a deleted one again",
    ko: "복사는 10분 정도 걸립니다(check --wait). 삭제된 복사본은 npm run class -- solve가 다시 만듭니다",
  },
  async run(subject) {
    const region = subject.lab.text("peerRegion");
    const { ImageId = "" } = await availableImage(subject, subject.lab.text("peerImageId"), region);
    return `${ImageId} in ${region}`;
  },
};

const copyIsEncrypted: Check = {
  name: { en: "the copy is encrypted", ko: "복사본이 암호화되어 있습니다" },
  hint: {
    en: "a copy made by hand may not be encrypted: delete it and run npm run class -- solve",
    ko: "직접 만든 복사본은 암호화되지 않았을 수 있습니다. 삭제한 뒤 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    needsAws(subject, "does not show whether an image is encrypted");
    const { lab } = subject;
    const [id, region] = [lab.text("peerImageId"), lab.text("peerRegion")];
    const { BlockDeviceMappings = [] } = await availableImage(subject, id, region);
    const open = BlockDeviceMappings.filter(({ Ebs }) => Ebs && !Ebs.Encrypted);
    const names = open.map(({ DeviceName }) => DeviceName).join(", ");
    expect(open.length === 0, `${names} of image ${id} is not encrypted`);
    return `${id} in ${region}`;
  },
};

const sharedAsConfigured: Check = {
  name: {
    en: "only shareWithAccounts can launch the shared image; the original is not shared",
    ko: "공유 이미지는 shareWithAccounts의 계정만 시작할 수 있고, 원본 이미지는 공유되지 않습니다",
  },
  hint: {
    en: "npm run class -- solve adds a missing account; remove an extra account in the EC2 console (AMIs, Edit AMI permissions)",
    ko: "빠진 계정은 npm run class -- solve가 추가합니다. 남는 계정은 EC2 콘솔의 AMI 권한 편집에서 제거하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const wanted = lab.settings.shareWithAccounts as readonly string[];
    const ours = await whoMayLaunch(subject, lab.text("imageId"));
    expect(ours.length === 0, `the original is shared with ${ours.join(", ")}`);
    if (wanted.length === 0) return "not shared with any account";
    const shared = await whoMayLaunch(subject, lab.text("sharedImageId"));
    const missing = wanted.filter((account) => !shared.includes(account));
    expect(missing.length === 0, `not shared with ${missing.join(", ")}`);
    const strange = shared.filter((account) => !wanted.includes(account));
    expect(strange.length === 0, `also shared with ${strange.join(", ")}`);
    return shared.join(", ");
  },
};

const sourceRuns: Check = {
  name: {
    en: "the image's source server is running",
    ko: "이미지의 원본 서버가 실행 중입니다",
  },
  hint: {
    en: "start it in the EC2 console; npm run class -- solve launches a terminated server again; the image works without this server, but another image needs it",
    ko: "EC2 콘솔에서 시작하세요. 종료된 서버는 npm run class -- solve가 다시 만듭니다. 이 이미지에는 필요 없지만 다른 이미지를 만들 때 필요합니다",
  },
  async run(subject) {
    const id = subject.lab.text("sourceInstanceId");
    await runningServer(subject, id);
    return `${id} runs`;
  },
};

const newServerRunsFromImage: Check = {
  name: {
    en: "the new server runs from the image",
    ko: "새 서버가 이 이미지로 실행되고 있습니다",
  },
  hint: {
    en: "start it in the EC2 console; npm run class -- solve launches a terminated server again",
    ko: "EC2 콘솔에서 시작하세요. 종료된 서버는 npm run class -- solve가 다시 만듭니다",
  },
  async run(subject) {
    const { lab } = subject;
    const id = lab.text("instanceId");
    const { ImageId = "none" } = await runningServer(subject, id);
    const wanted = lab.text("imageId");
    expect(ImageId === wanted, `server ${id} runs from ${ImageId}, not from ${wanted}`);
    return `${id} from ${wanted}`;
  },
};

export const proof: Proof = {
  checks: [
    sourceRuns,
    imageIsAvailable,
    copyIsAvailable,
    copyIsEncrypted,
    sharedAsConfigured,
    newServerRunsFromImage,
    login,
  ],
  // An image has no security group: whoever launches a server from it chooses one. And students may not make another copy.
  fault: wrongGroup(login),
};

/** Accounts, and groups: `all` means everybody. */
async function whoMayLaunch({ aws }: Subject, ImageId: string): Promise<string[]> {
  const ec2 = await aws.client(ec2Client);
  const { LaunchPermissions = [] } = await ec2.describeImageAttribute({
    ImageId,
    Attribute: "launchPermission",
  });
  return LaunchPermissions.map(
    ({ UserId, Group, OrganizationArn, OrganizationalUnitArn }) =>
      UserId ?? Group ?? OrganizationArn ?? OrganizationalUnitArn ?? "an unknown account",
  );
}
