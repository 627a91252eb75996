import type { Report } from "../../lib/progress.ts";
import type { KeyFile, KeySettings } from "../local/key-file.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/**
 * The key pair of a class whose settings have none. A deployed class keeps its key pair, even one made on another machine, or
 * none: another key pair would replace the servers.
 *
 * @param withoutKeyPair whether to create none: the private key would be lost with this machine
 */
export async function stackKey(
  stack: Pick<PulumiStack, "export">,
  keyFile: KeyFile,
  report: Report,
  { withoutKeyPair = false } = {},
): Promise<Partial<KeySettings>> {
  const deployed = deployedResources(await stack.export());
  const pair = deployed.find(({ type, name }) => type === KEY_PAIR && name === "key");
  const publicKey = pair?.outputs.publicKey;
  if (typeof publicKey === "string") {
    if (!keyFile.exists())
      report(
        `Key       The private key is on the machine that brought the class up; copy it to ${keyFile.name}`,
      );
    return keyFile.settingsOf(publicKey);
  }
  if (withoutKeyPair) return {};
  if (deployed.length > 0) {
    report(
      "Key       none: the class came up without a key pair, and a new one would replace its servers. Connect with Session Manager, or set class:publicKey to have them replaced",
    );
    return {};
  }
  const made = keyFile.make();
  report(`Key       ${keyFile.name}, the private key of the class's servers: keep it`);
  return made;
}

const KEY_PAIR = "aws:ec2/keyPair:KeyPair";
