import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isRsa } from "../../components/server/public-key.ts";
import {
  passwordCommand,
  rdpFile,
  sessionCommand,
} from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { windowsUserData } from "../../components/server/user-data.ts";
import { defineLab, type LabContext } from "../contract/lab.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { instanceType, rsaPublicKey } from "../contract/settings.ts";

export const windowsServer = defineLab({
  id: "windows-server",
  title: { ko: "Window 서버 생성", en: "A Windows server" },
  teaches:
    "Launch Windows Server 2022, decrypt its Administrator's password and log in by Remote Desktop. Bring a blank disk " +
    "online, initialize and format it. Terminate a server, and say which of its volumes is left and still costs.",
  settings: z.strictObject({
    /** With less than 2 GiB of memory the desktop hardly moves. */
    instanceType: instanceType().default("t3.small"),
    rootVolumeGiB: z.int().min(30).max(200).default(30),
    dataVolumeGiB: z.int().min(1).max(100).default(8),
    /** Whether the data volume survives the server's termination. */
    keepDataVolume: z.boolean().default(true),
    /** Initializes the disk by PowerShell, which students do by hand otherwise. */
    initializeDisk: z.boolean().default(false),
    /** @default class:publicKey, when that is RSA */
    publicKey: rsaPublicKey().optional(),
  }),
  build(context, settings) {
    const { parent, name } = context;
    const { instanceType, rootVolumeGiB, dataVolumeGiB, keepDataVolume } = settings;
    const keyName = rsaKeyName(context, settings.publicKey);
    const data = { deviceName: "xvdf", sizeGiB: dataVolumeGiB, keep: keepDataVolume };
    const script = { name: "initialize-disk", env: { LABEL: "Data" } } as const;
    const server = new Server(
      // AWS lists a volume that goes with its server at the launch, and only then: the other kind needs another server.
      keepDataVolume ? name : `${name}-disposable`,
      {
        ...serverPlace({ ...context, keyName: () => keyName }),
        os: "windows-2022",
        instanceType,
        rootVolumeGiB,
        dataVolumes: { data },
        ...(settings.initializeDisk && { userData: windowsUserData([script]) }),
      },
      { parent },
    );
    return {
      instanceId: server.instanceId,
      publicIp: server.publicIp,
      dataVolumeId: server.volumeIds.data,
      rdpFile: rdpFile(server),
      password: keyName ? passwordCommand(server) : setPassword(server),
      sessionManager: sessionCommand(server),
    };
  },
});

/** The key pair that encrypts the Administrator's password: EC2 takes no ED25519 key for Windows. */
function rsaKeyName({ config, parent, name, keyName }: LabContext, publicKey?: string) {
  if (publicKey !== undefined) return new aws.ec2.KeyPair(name, { publicKey }, { parent }).keyName;
  return config.publicKey !== undefined && isRsa(config.publicKey) ? keyName() : undefined;
}

/** Without an RSA key nobody can decrypt the password, but whoever may start a session can set another. */
const setPassword = (server: Server): pulumi.Output<string> =>
  pulumi.interpolate`${sessionCommand(server)}, and there: net user Administrator *`;
