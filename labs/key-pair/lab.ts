import * as aws from "@pulumi/aws";
import { z } from "zod";
import { fingerprintCommand, keyFingerprint } from "../../components/server/public-key.ts";
import type { ClassSettings } from "../contract/class-settings.ts";
import { defineLab } from "../contract/lab.ts";
import type { Problem } from "../contract/problems.ts";
import { publicKey } from "../contract/settings.ts";

const settings = z.strictObject({
  /** @default class:publicKey */
  publicKey: publicKey().optional(),
});

const keyOf = (config: ClassSettings, own: z.output<typeof settings>): string | undefined =>
  own.publicKey ?? config.publicKey;

const NO_KEY: Problem = {
  key: "class:labs.key-pair.publicKey",
  value: undefined,
  reason: "there is no public key to import, here or in class:publicKey",
  fix: "write the line of a .pub file; ssh-keygen -t ed25519 makes one",
};

export const keyPair = defineLab({
  id: "key-pair",
  title: { ko: "키페어 가져오기", en: "Import a key pair" },
  teaches:
    "Make a key pair on your own computer and give AWS its public half only. Compare the fingerprints of both halves, " +
    "and say why a lost private key cannot be had again from AWS.",
  settings,
  needs: (config, own) => (keyOf(config, own) === undefined ? [NO_KEY] : []),
  build({ config, parent, name }, own) {
    const publicKey = keyOf(config, own);
    if (publicKey === undefined) throw new Error(NO_KEY.reason);
    const imported = new aws.ec2.KeyPair(name, { publicKey }, { parent });
    return {
      keyName: imported.keyName,
      keyType: imported.keyType,
      fingerprint: imported.fingerprint,
      localFingerprint: keyFingerprint(publicKey),
      compare: imported.keyName.apply((file) => fingerprintCommand(publicKey, `${file}.pem`)),
    };
  },
});
