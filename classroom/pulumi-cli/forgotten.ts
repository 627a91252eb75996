import { UsageError } from "../console/command.ts";
import { takenByNpm } from "../console/npm/npm-options.ts";

/** Pulumi's options that change what a call does, or on which stack; whether they have a value. */
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
 * `npm run pulumi destroy --stack=dev`: npm takes the option for itself, and another stack would be destroyed.
 *
 * @param env in which npm leaves what it took
 * @throws UsageError with the intended call
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
    // npm passes on the value of `--stack dev` after the words before it; it keeps that of `--stack=dev`.
    const behind = value === "true" || at !== -1 ? words.splice(at, 1)[0] : undefined;
    return `--${name} ${behind ?? value}`;
  });
  throw new UsageError(
    `Did you forget \`--\`? npm run pulumi -- ${[...words, ...options].join(" ")}`,
  );
}
