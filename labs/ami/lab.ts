import * as aws from "@pulumi/aws";
import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { SharedImage } from "../../components/server/shared-image.ts";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { accountId, word, x86InstanceType } from "../contract/settings.ts";

export const ami = defineLab({
  id: "ami",
  title: { ko: "instance를 이미지로 제작", en: "An image of a server" },
  teaches:
    "Back a server up as an image, and launch another server from it. Copy the image to another region and give it to " +
    "another account. Say why a server itself cannot be copied, and what an image holds besides the disk.",
  settings: z.strictObject({
    instanceType: x86InstanceType().default("t3.micro"),
    /** Another word takes a new image of the server as it is by then. */
    image: word().default("first"),
    /** Stops the server's writing while the image is taken; not in the `up` that launches it: its first boot would break off. */
    reboot: z.boolean().default(false),
    shareWithAccounts: z.array(accountId()).default([]),
  }),
  build(context, { instanceType, image: take, reboot, shareWithAccounts }) {
    const { name, parent, config } = context;
    const { region, peerRegion } = config;
    const key = `${name}-${take}`;
    const { instanceId: sourceInstanceId } = context.server();
    const image = new aws.ec2.AmiFromInstance(
      key,
      { sourceInstanceId, snapshotWithoutReboot: !reboot },
      // How an image was taken does not change it any more.
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
    };
  },
});
