/** How a lab's credentials get into a file. */
export interface SavedCredentials {
  /** The command, for the project's folder. */
  readonly command: string;
  /** The file that it writes, in a folder that Git ignores. */
  readonly file: string;
}

/** The command that writes a lab's credentials, which are an output of kind `secretFile`, into a file of the stack's own. */
export function credentialsCommand(stack: string, lab: string, suffix: string): SavedCredentials {
  const file = `.class/credentials/${stack}-${lab}.${suffix}`;
  return {
    command: `npm run class -- credentials --stack ${stack} --labs ${lab} --out ${file}`,
    file,
  };
}
