import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { SettingsMistake } from "./mistake.ts";

/** The salt of stack local's passphrase. */
const [SALT = ""] =
  /^encryptionsalt: .*$/m.exec(readFileSync(path.join(PROJECT, "Pulumi.local.yaml"), "utf8")) ?? [];

const CONFIG =
  "config:\n  aws:region: ap-northeast-2\n  class:environment: local\n  class:email:\n    secure:";

const LOST = "v1:myvS6hcE8ZdWQSPh:0/JXKJdGa1OMdvc4lCGM719sv1FLyA==";

/** In what is encrypted, and in what Pulumi encrypts with; in whose credentials are taken. */
export const IN_SECRETS: readonly SettingsMistake[] = [
  {
    file: `${CONFIG} ${LOST}\n${SALT}\n`,
    at: "Pulumi.local.yaml, line 4, column 3",
    reason: /class:email cannot be decrypted: it was encrypted in another stack/,
    fix: /pulumi config set --secret class:email/,
  },
  {
    file: `${CONFIG} hello\n${SALT}\n`,
    at: "Pulumi.local.yaml, line 4, column 3",
    reason: /class:email cannot be decrypted/,
    fix: /set it again/,
  },
  {
    file: `${CONFIG} [1]\n${SALT}\n`,
    at: "Pulumi.local.yaml, line 4, column 3",
    reason: /holds no text/,
    fix: /set it again/,
  },
  {
    file: `${CONFIG} ${LOST}\n`,
    at: "Pulumi.local.yaml, line 4, column 3",
    reason: /no encryptionsalt/,
    fix: /set it again/,
  },
  {
    file: "config:\n  aws:region: ap-northeast-2\n  class:environment: local\nencryptionsalt: v1:AAAA/UF6jc=:v1:myvS6hcE8ZdWQSPh:0/JXKJdGa1OMdvc4lCGM719sv1FLyQ==\n",
    at: "Pulumi.local.yaml, line 4, column 1",
    reason: /the passphrase is not the one/,
    fix: /restore the line from git/,
  },
  {
    file: "config: {}\nsecretsprovider: [awskms]\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /secretsprovider is not text/,
    fix: /awskms:\/\/alias/,
  },
  {
    file: "config: {}\nsecretsprovider: awskm://alias/class\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /no secrets provider "awskm:/,
    fix: /did you mean awskms\?/,
  },
  {
    file: "config: {}\nsecretsprovider: awskms\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /no secrets provider "awskms"/,
    fix: /awskms:\/\/alias\/NAME/,
  },
  {
    file: "config: {}\nencryptedkey: {}\n",
    at: "Pulumi.local.yaml, line 2, column 1",
    reason: /not a key that Pulumi has written/,
    fix: /restore the line/,
  },
  {
    config: "  aws:profile: clas\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /no profile clas in /,
    fix: /did you mean class\?.*aws configure sso --profile clas/,
  },
  {
    config: "  aws:profile: [class]\n",
    at: "Pulumi.local.yaml, line 2, column 3",
    reason: /aws:profile is not text/,
    fix: /in quotes/,
  },
];
