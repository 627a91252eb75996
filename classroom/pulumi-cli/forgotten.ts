import { UsageError } from "../console/command.ts";
import { takenByNpm } from "../console/npm/npm-options.ts";

/** Pulumi's options that change what a call does, or which stack it does it to; whether they take a value. */
const OPTIONS: Readonly<Record<string, boolean>> = {
  all: false,
  "config-file": true,
  cwd: true,
  file: true,
  json: false,
  "non-interactive": false,
  path: false,
  plaintext: false,
  "preview-only": false,
  refresh: false,
  secret: false,
  "show-secrets": false,
  "skip-preview": false,
  stack: true,
  target: true,
  yes: false,
};

/**
 * `npm run pulumi destroy --stack=dev`: npm takes the stack for itself, and another stack would be destroyed.
 *
 * @param env in which npm leaves what it has taken
 * @throws UsageError with the call as it was meant
 */
export function checkForgotten(args: readonly string[], env: NodeJS.ProcessEnv): void {
  const own = Object.keys(OPTIONS);
  const taken = takenByNpm({ own, others: [] }, env, args).filter(
    ({ name }) => !args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  if (taken.length === 0) return;
  const words = [...args];
  const options = taken.map(({ name, value }) => {
    if (OPTIONS[name] !== true) return `--${name}`;
    const at = words.indexOf(value);
    // npm hands on the value of `--stack dev`, behind the words before it; that of `--stack=dev` it keeps.
    const behind = value === "true" || at !== -1 ? words.splice(at, 1)[0] : undefined;
    return `--${name} ${behind ?? value}`;
  });
  throw new UsageError(
    `Did you forget \`--\`? npm run pulumi -- ${[...words, ...options].join(" ")}`,
  );
}
