import { isRsa } from "./public-key.ts";

/** What a command would take apart or replace in a file's name. */
const SPECIAL = /["'`$\\!\p{Cc}]/u;

/** Why a file's name cannot stand in a command; undefined when it can. */
export function keyFileFault(file: string): string | undefined {
  if (file.includes("PRIVATE KEY")) return "it is a private key itself, not the name of its file";
  if (file.endsWith(".pub")) return "it is the public half of the key";
  if (SPECIAL.test(file) || file.startsWith("-"))
    return "it has a character that a shell would change";
  return undefined;
}

/**
 * The file with the private half of a key, as a command names it.
 *
 * @param file where it is @default where ssh-keygen puts a key of that kind
 */
export function privateKeyFile(publicKey: string, file = usualFile(publicKey)): string {
  if (!/[^\p{L}\p{N}_.~/@+-]/u.test(file)) return file;
  // A shell knows the home folder only outside the quotes.
  return file.startsWith("~/") ? `~/"${file.slice(2)}"` : `"${file}"`;
}

const usualFile = (publicKey: string): string =>
  isRsa(publicKey) ? "~/.ssh/id_rsa" : "~/.ssh/id_ed25519";

/** How one logs in to a Linux server with the private half of its key pair. */
export const sshLogin = (keyFile: string, host: string): string =>
  `ssh -i ${keyFile} ec2-user@${host}`;
