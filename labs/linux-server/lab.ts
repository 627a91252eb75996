import { z } from "zod";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { instanceType } from "../contract/settings.ts";

export const linuxServer = defineLab({
  id: "linux-server",
  title: { ko: "Linux 서버 생성", en: "A Linux server" },
  teaches:
    "Launch an Amazon Linux 2023 server and log in by ssh, PuTTY, EC2 Instance Connect or Session Manager. " +
    "Say what a key pair, a security group and a public address each do for it.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    rootVolumeGiB: z.int().min(8).max(100).default(8),
  }),
  build(context, settings) {
    const { parent, name } = context;
    const server = new Server(name, { ...serverPlace(context), ...settings }, { parent });
    return serverAccess(context, server);
  },
});
