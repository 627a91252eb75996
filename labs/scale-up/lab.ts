import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { sessionCommand, sshCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { x86InstanceType } from "../contract/settings.ts";

export const scaleUp = defineLab({
  id: "scale-up",
  title: { ko: "Elastic IP, Scale Up/Down", en: "Scale up behind an Elastic IP" },
  teaches:
    "Move a service to a bigger server: take an image of the one in use, launch the bigger one from it, move the Elastic " +
    "IP, retire the old one. Change `size`, run `pulumi up`, and find your files and the address as they were.",
  settings: z.strictObject({
    size: x86InstanceType().default("t3.micro"),
  }),
  build(context, { size }) {
    const { parent, name, config } = context;
    const child = { parent };
    const address = new aws.ec2.Eip(name, { domain: "vpc" }, child);
    // The server in use is the one that holds the address. Nobody does when the lab comes up: its first server is made of
    // the practice server.
    const { instanceId: inUse } = aws.ec2.getElasticIpOutput({ id: address.allocationId }, child);
    const first = context.server().instanceId;
    // Image and server are called by their size, so that another size makes new ones and Pulumi deletes the old ones
    // last, when nothing needs them any more.
    const image = new aws.ec2.AmiFromInstance(
      `${name}-${size}`,
      {
        sourceInstanceId: pulumi.all([inUse, first]).apply(([used, other]) => used || other),
        // A reboot leaves the disk in good order; it would break the first boot of a server just launched off.
        snapshotWithoutReboot: inUse.apply((used) => !used),
      },
      // Where an image comes from does not change; who holds the address does.
      { parent, ignoreChanges: ["sourceInstanceId", "snapshotWithoutReboot"] },
    );
    const server = new Server(
      `${name}-${size}`,
      { ...serverPlace(context), instanceType: size, amiId: image.id, publicIp: false },
      child,
    );
    new aws.ec2.EipAssociation(
      name,
      {
        allocationId: address.allocationId,
        instanceId: server.instanceId,
        allowReassociation: true,
      },
      child,
    );
    const { keyName } = server;
    const { publicIp, publicDns } = address;
    return {
      publicIp,
      instanceId: server.instanceId,
      instanceType: server.instanceType,
      imageId: image.id,
      ...(config.publicKey !== undefined && {
        ssh: sshCommand({ keyName, publicDns }),
        // The new server makes host keys of its own, and has the old one's name: ssh takes it for an impostor.
        forgetOldServer: pulumi.interpolate`ssh-keygen -R ${publicDns}`,
      }),
      sessionManager: sessionCommand(server),
    };
  },
});
