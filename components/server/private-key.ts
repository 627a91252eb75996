import { isRsa } from "./public-key.ts";

/** Characters in a file name that a shell would interpret. */
const SPECIAL = /["'`$\\!\p{Cc}]/u;

/** Why a file name cannot be used in a command; undefined when it can. */
export function keyFileFault(file: string): string | undefined {
  if (file.includes("PRIVATE KEY")) return "it is a private key itself, not the name of its file";
  if (file.endsWith(".pub")) return "it is the public half of the key";
  if (SPECIAL.test(file) || file.startsWith("-"))
    return "it has a character that a shell would change";
  return undefined;
}

/**
 * A private key file's name, quoted for a command.
 *
 * @param file the file @default ssh-keygen's default file for this type of key
 */
export function privateKeyFile(publicKey: string, file = usualFile(publicKey)): string {
  if (!/[^\p{L}\p{N}_.~/@+-]/u.test(file)) return file;
  // A shell expands ~ only outside quotes.
  return file.startsWith("~/") ? `~/"${file.slice(2)}"` : `"${file}"`;
}

const usualFile = (publicKey: string): string =>
  isRsa(publicKey) ? "~/.ssh/id_rsa" : "~/.ssh/id_ed25519";

/** The SSH command to log in to a Linux server with the private key of its key pair. */
export const sshLogin = (keyFile: string, host: string): string =>
  `ssh -i ${keyFile} ec2-user@${host}`;
