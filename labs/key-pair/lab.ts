import * as aws from "@pulumi/aws";
import { z } from "zod";
import { privateKeyFile } from "../../components/server/private-key.ts";
import { fingerprintCommand, keyFingerprint } from "../../components/server/public-key.ts";
import type { ClassSettings } from "../contract/class-settings.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import type { Problem } from "../contract/problems.ts";
import { publicKey } from "../contract/settings.ts";

const settings = z.strictObject({
  publicKey: publicKey().optional().meta({
    description: "Public key to import; class:publicKey by default.",
    ko: "가져올 퍼블릭 키(기본값은 class:publicKey).",
  }),
});

const keyOf = (config: ClassSettings, own: z.output<typeof settings>): string | undefined =>
  own.publicKey ?? config.publicKey;

/** The class's file belongs to the class's key; for the lab's own key, ssh-keygen's default file. */
const fileOf = (config: ClassSettings, publicKey: string): string =>
  privateKeyFile(publicKey, publicKey === config.publicKey ? config.privateKeyFile : undefined);

const NO_KEY: Problem = {
  key: "class:labs.key-pair.publicKey",
  value: undefined,
  reason: "there is no public key to import, here or in class:publicKey",
  fix: "write the content of a .pub file; ssh-keygen -t ed25519 creates one",
};

export const keyPair = defineLab({
  id: "key-pair",
  title: { ko: "키 페어 가져오기", en: "Import a key pair" },
  teaches: {
    en:
      "Create a key pair on your own computer and import only its public key into AWS. " +
      "Compare the fingerprints of both keys, and say why AWS cannot recover a lost private key.",
    ko:
      "내 컴퓨터에서 키 페어를 만들고 퍼블릭 키만 AWS로 가져옵니다. " +
      "두 키의 지문을 비교하고, 잃어버린 프라이빗 키를 AWS가 복구할 수 없는 이유를 설명합니다.",
  },
  settings,
  outputs: {
    keyName: value("Key pair name", "키 페어 이름"),
    keyType: value("Key pair type", "키 페어 유형"),
    publicKey: value("Public key that is imported", "가져온 퍼블릭 키"),
    fingerprint: value("Fingerprint in AWS", "AWS에 있는 키의 지문"),
    localFingerprint: value("Fingerprint of the local key", "로컬 키의 지문"),
    compare: command("Show the fingerprint of the private key", "프라이빗 키의 지문 확인"),
  },
  needs: (config, own) => (keyOf(config, own) === undefined ? [NO_KEY] : []),
  build({ config, parent, name }, own) {
    const publicKey = keyOf(config, own);
    if (publicKey === undefined) throw new Error(NO_KEY.reason);
    const imported = new aws.ec2.KeyPair(name, { publicKey }, { parent });
    return {
      keyName: imported.keyName,
      keyType: imported.keyType,
      publicKey,
      fingerprint: imported.fingerprint,
      localFingerprint: keyFingerprint(publicKey),
      compare: fingerprintCommand(publicKey, fileOf(config, publicKey)),
    };
  },
});
