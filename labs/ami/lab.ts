import * as aws from "@pulumi/aws";
import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { SharedImage } from "../../components/server/shared-image.ts";
import { defineLab } from "../contract/lab.ts";
import { value } from "../contract/outputs.ts";
import { x86InstanceType } from "../contract/instance-type.ts";
import { accountId, distinct, word } from "../contract/settings.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const ami = defineLab({
  id: "ami",
  title: { ko: "인스턴스를 이미지로 만들기", en: "An image of a server" },
  teaches: {
    en:
      "Create an image of a server, and launch another server from it. " +
      "Copy the image to another region and share it with another account. " +
      "Say why a server itself cannot be copied, and what an image contains besides the disk.",
    ko:
      "서버의 이미지를 만들고, 그 이미지로 다른 서버를 시작합니다. " +
      "이미지를 다른 리전으로 복사하고 다른 계정과 공유합니다. " +
      "서버 자체는 왜 복사할 수 없는지, 이미지에는 디스크 외에 무엇이 들어 있는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceType: x86InstanceType().default("t3.micro").meta({
      description: "Instance type of the server that is launched from the image.",
      ko: "이미지로 시작하는 서버의 인스턴스 유형.",
    }),
    image: word().default("first").meta({
      description: "Name of the image; another name takes a new image of the server.",
      ko: "이미지의 이름(바꾸면 서버의 새 이미지를 만듦).",
    }),
    /** Not in the `up` that launches the server: a reboot would interrupt the first boot. */
    reboot: z.boolean().default(false).meta({
      description:
        "Whether the server is rebooted while the image is taken, so that no program writes meanwhile; only after its first boot.",
      ko: "이미지를 만드는 동안 프로그램이 쓰지 못하도록 서버를 재부팅할지 여부(첫 부팅이 끝난 뒤에만 사용).",
    }),
    shareWithAccounts: distinct(accountId()).default([]).meta({
      description: "IDs of the AWS accounts that can launch the shared image.",
      ko: "공유 이미지를 시작할 수 있는 AWS 계정의 ID.",
    }),
  }),
  outputs: {
    sourceInstanceId: value("Source instance ID", "원본 인스턴스 ID"),
    imageId: value("Image ID (AMI)", "이미지 ID(AMI)"),
    peerRegion: value("Peer region", "피어 리전"),
    peerImageId: value("Image ID of the copy", "복사본의 이미지 ID"),
    sharedImageId: value("Image ID of the shared image", "공유 이미지의 이미지 ID"),
    sharedWith: value(
      "Accounts that can launch the shared image",
      "공유 이미지를 시작할 수 있는 계정",
    ),
    ...serverOutputs,
    securityGroupId: value("Security group ID", "보안 그룹 ID"),
  },
  build(context, { instanceType, image: take, reboot, shareWithAccounts }) {
    const { name, parent, config } = context;
    const { region, peerRegion } = config;
    const key = `${name}-${take}`;
    const { instanceId: sourceInstanceId } = context.server();
    const image = new aws.ec2.AmiFromInstance(
      key,
      { sourceInstanceId, snapshotWithoutReboot: !reboot },
      // Changing how an image was taken does not affect an existing image.
      { parent, ignoreChanges: ["snapshotWithoutReboot"] },
    );
    const copy = new aws.ec2.AmiCopy(
      `${key}-copy`,
      { sourceAmiId: image.id, sourceAmiRegion: region, region: peerRegion, encrypted: true },
      { parent },
    );
    const shared =
      shareWithAccounts.length > 0
        ? new SharedImage(
            key,
            { amiId: image.id, region, accountIds: shareWithAccounts },
            { parent },
          )
        : undefined;
    const server = new Server(
      name,
      { ...serverPlace(context), amiId: image.id, instanceType },
      { parent },
    );
    return {
      sourceInstanceId,
      imageId: image.id,
      peerRegion,
      peerImageId: copy.id,
      ...(shared && { sharedImageId: shared.amiId, sharedWith: shareWithAccounts }),
      ...serverAccess(context, server),
      securityGroupId: server.securityGroupId,
    };
  },
});
