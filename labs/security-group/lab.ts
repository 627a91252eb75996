import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { cidrBlock, instanceType } from "../contract/settings.ts";

export const securityGroup = defineLab({
  id: "security-group",
  title: { ko: "보안그룹 설정", en: "A security group" },
  teaches:
    "Take the SSH rule of a running server away and see the login time out; put it back for your own address alone. " +
    "Say what a security group lets in when it is empty, and why a reply needs no rule.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    /** Whether SSH is let in at all. */
    ssh: z.boolean().default(true),
    /** The one address that SSH is let in from. @default the first /32 of class:adminCidrs, and nobody without one */
    myIp: cidrBlock(32, 32).optional(),
  }),
  build(context, { instanceType, ssh, myIp }) {
    const { parent, name, config } = context;
    const mine = myIp ?? config.adminCidrs.find((cidr) => cidr.endsWith("/32"));
    const adminCidrs = ssh && mine !== undefined ? [mine] : [];
    const place = serverPlace(context);
    const server = new Server(name, { ...place, instanceType, adminCidrs }, { parent });
    const { securityGroupId } = server;
    return {
      ...serverAccess(context, server),
      securityGroupId,
      sshFrom: adminCidrs[0] ?? "nobody",
      whatIsMyIp: "curl https://checkip.amazonaws.com",
      rules: pulumi.interpolate`aws ec2 describe-security-group-rules --filters Name=group-id,Values=${securityGroupId}`,
    };
  },
});
