import * as aws from "@pulumi/aws";
import { z } from "zod";
import { privateKeyFile } from "../../components/server/private-key.ts";
import { isRsa, keyFingerprint } from "../../components/server/public-key.ts";
import {
  passwordCommand,
  rdpFile,
  rdpTunnelCommand,
  rdpTunnelFile,
  sessionCommand,
} from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { windowsUserData } from "../../components/server/user-data.ts";
import { defineLab, type LabContext } from "../contract/lab.ts";
import { command, contactFile, value } from "../contract/outputs.ts";
import { x86InstanceType } from "../contract/instance-type.ts";
import { rsaPublicKey } from "../contract/settings.ts";
import { serverOutputs } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

export const windowsServer = defineLab({
  id: "windows-server",
  title: { ko: "Windows 서버 생성", en: "A Windows server" },
  teaches: {
    en:
      "Launch Windows Server 2022, decrypt the Administrator password and log in with Remote Desktop. " +
      "Bring a blank disk online, initialize and format it. " +
      "Terminate a server, and say which of its volumes remains and still costs money.",
    ko:
      "Windows Server 2022를 시작하고, Administrator 암호를 해독하여 원격 데스크톱으로 로그인합니다. " +
      "빈 디스크를 온라인으로 전환하고 초기화한 뒤 포맷합니다. " +
      "서버를 종료하고, 어떤 볼륨이 남아 계속 요금이 부과되는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceType: x86InstanceType("Windows Server").default("t3.small").meta({
      description:
        "Instance type of the server; the desktop is slow with less than 2 GiB of memory.",
      ko: "서버의 인스턴스 유형(메모리가 2GiB보다 적으면 데스크톱이 느림).",
    }),
    rootVolumeGiB: z.int().min(30).max(200).default(30).meta({
      description: "Size of the root volume in GiB.",
      ko: "루트 볼륨의 크기(GiB).",
    }),
    dataVolumeGiB: z.int().min(1).max(100).default(8).meta({
      description: "Size of the data volume in GiB.",
      ko: "데이터 볼륨의 크기(GiB).",
    }),
    keepDataVolume: z.boolean().default(true).meta({
      description: "Whether the data volume remains when the server is terminated.",
      ko: "서버를 종료해도 데이터 볼륨을 남길지 여부.",
    }),
    initializeDisk: z.boolean().default(false).meta({
      description:
        "Whether PowerShell initializes the data disk; otherwise students do it by hand.",
      ko: "PowerShell로 데이터 디스크를 초기화할지 여부(아니면 학생이 직접 초기화함).",
    }),
    publicKey: rsaPublicKey().optional().meta({
      description: "RSA public key of the server; class:publicKey by default, if it is an RSA key.",
      ko: "서버의 RSA 퍼블릭 키(기본값은 RSA 키인 경우 class:publicKey).",
    }),
  }),
  outputs: {
    instanceId: serverOutputs.instanceId,
    publicIp: serverOutputs.publicIp,
    dataVolumeId: value("Data volume ID", "데이터 볼륨 ID"),
    rdpFrom: value("Address that can use Remote Desktop", "원격 데스크톱을 쓸 수 있는 주소"),
    rdpFile: contactFile("Remote Desktop file (.rdp)", "원격 데스크톱 파일(.rdp)"),
    password: command("Get the Administrator password", "Administrator 암호 가져오기"),
    passwordKey: value(
      "Fingerprint of the key that it needs (RSA in PEM form, without a passphrase; ssh-keygen -p -m PEM converts a copy)",
      "필요한 키의 지문(암호 문구 없는 PEM 형식의 RSA 키. ssh-keygen -p -m PEM으로 사본을 변환할 수 있음)",
    ),
    setPassword: command(
      "Set the Administrator password in a session (only an RSA key can decrypt it)",
      "세션에서 Administrator 암호 설정(RSA 키로만 암호를 해독할 수 있음)",
    ),
    sessionManager: serverOutputs.sessionManager,
    rdpTunnel: command(
      "Remote Desktop at localhost:13389, through Session Manager (where port 3389 is closed, or a network blocks it)",
      "Session Manager를 거친 원격 데스크톱: localhost:13389(3389번 포트가 닫혀 있거나 네트워크가 막을 때)",
    ),
  },
  build(context, settings) {
    const { parent, name } = context;
    const { instanceType, rootVolumeGiB, dataVolumeGiB, keepDataVolume } = settings;
    const key = rsaKey(context, settings.publicKey);
    const data = { deviceName: "xvdf", sizeGiB: dataVolumeGiB, keep: keepDataVolume };
    const script = { name: "initialize-disk", env: { LABEL: "Data" } } as const;
    const server = new Server(
      // AWS can attach a volume that is deleted with its server only at launch: changing this needs another server.
      keepDataVolume ? name : `${name}-disposable`,
      {
        ...serverPlace({ ...context, keyName: () => key?.name }),
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
      rdpFrom: context.config.adminCidrs.join(", ") || "nobody",
      rdpFile: context.config.adminCidrs.length > 0 ? rdpFile(server) : rdpTunnelFile(),
      ...(key
        ? {
            password: passwordCommand(server, key.file),
            passwordKey: keyFingerprint(key.publicKey),
          }
        : { setPassword: "net user Administrator *" }),
      sessionManager: sessionCommand(server),
      rdpTunnel: rdpTunnelCommand(server),
    };
  },
});

/** The key pair that encrypts the Administrator password: EC2 does not accept ED25519 keys for Windows. */
function rsaKey({ config, parent, name, keyName }: LabContext, own?: string) {
  if (own !== undefined) {
    const { keyName: imported } = new aws.ec2.KeyPair(name, { publicKey: own }, { parent });
    return { name: imported, publicKey: own, file: privateKeyFile(own, fileOf(own, config)) };
  }
  const { publicKey, privateKeyFile: file } = config;
  if (publicKey === undefined || !isRsa(publicKey)) return undefined;
  return { name: keyName(), publicKey, file: privateKeyFile(publicKey, file) };
}

/** The file with the private key of the lab's own key, if known: the class's file, when both keys are the same. */
const fileOf = (own: string, { publicKey, privateKeyFile: file }: LabContext["config"]) =>
  publicKey !== undefined && keyFingerprint(own) === keyFingerprint(publicKey) ? file : undefined;
