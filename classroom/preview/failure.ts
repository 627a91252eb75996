import type { Digest, State } from "./digest.ts";
import { textsIn } from "./texts.ts";

/** Characters of a message that are worth showing; what is wrong stands at its beginning. */
const SHOWN_CHARACTERS = 3000;

/** Shorter texts are words like `true`, which say nothing about anybody. */
const TELLING_CHARACTERS = 4;

/** What gives access, or says whose account it is, wherever it comes from. */
const CREDENTIALS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /(?<=X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"]+/g,
  /(?<=:\/\/)[^/\s@]+(?=@)/g,
  /(?<![\w-])\d{12}(?![\w-])/g,
];

const HIDDEN = "[hidden]";

/**
 * Why a preview has failed, for everybody to read: without secrets, and without what deployed resources have put out.
 *
 * @param stderr what Pulumi says where it has looked at nothing
 * @param secrets the stack's secret configuration values
 */
export function failureOf(
  digest: Digest | undefined,
  stderr: string,
  secrets: readonly string[],
): string {
  const errors = errorsIn(digest);
  const message = errors.length > 0 ? errors.join("\n") : stderr.trim();
  const hidden = [...secrets, ...(digest ? outputsOnly(digest) : [])];
  const shown = hide(message || "Pulumi gave no reason", hidden);
  if (shown.length <= SHOWN_CHARACTERS) return shown;
  const rest = shown.length - SHOWN_CHARACTERS;
  return `${shown.slice(0, SHOWN_CHARACTERS)}\n... and ${rest} more characters`;
}

/** What Pulumi calls an error, in its words. */
export const errorsIn = (digest: Digest | undefined): string[] =>
  (digest?.diagnostics ?? []).flatMap(({ severity, message }) =>
    severity === "error" && message.trim() !== "" ? [message.trim()] : [],
  );

function hide(message: string, values: readonly string[]): string {
  const telling = values.filter((value) => value.length >= TELLING_CHARACTERS);
  // The longest first: an ARN before the name in it.
  const longest = telling.sort((a, b) => b.length - a.length);
  const without = longest.reduce((text, value) => text.replaceAll(value, HIDDEN), message);
  return CREDENTIALS.reduce((text, pattern) => text.replaceAll(pattern, HIDDEN), without);
}

/** What AWS has said of the resources, as far as it is not what the program says too. */
function outputsOnly({ steps, config }: Digest): string[] {
  const states = steps.flatMap(({ oldState, newState }) => [oldState, newState]);
  const given = new Set([
    ...states.flatMap((state) => (state ? textsIn(ownInputs(state)) : [])),
    ...textsIn(Object.values(config)),
    ...steps.flatMap(({ urn }) => urn.split(/::|[$:]/)),
  ]);
  const outputs = textsIn(states.flatMap((state) => [state?.outputs, state?.id]));
  return [...new Set(outputs)].filter((text) => !given.has(text));
}

/** The inputs that do not come from what other resources put out. */
const ownInputs = ({ inputs, propertyDependencies }: State): unknown[] =>
  Object.entries(inputs).flatMap(([name, value]) =>
    (propertyDependencies[name] ?? []).length > 0 ? [] : [value],
  );
