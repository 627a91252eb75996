/** How a lab's credentials are written to a file. */
export interface SavedCredentials {
  /** The command, to run in the project's folder. */
  readonly command: string;
  /** The file that it writes, in a folder that Git ignores. */
  readonly file: string;
}

/** The command that writes a lab's credentials (an output of kind `secretFile`) to a file of this stack. */
export function credentialsCommand(stack: string, lab: string, suffix: string): SavedCredentials {
  const file = `.class/credentials/${stack}-${lab}.${suffix}`;
  return {
    command: `npm run class -- credentials --stack ${stack} --labs ${lab} --out ${file}`,
    file,
  };
}
