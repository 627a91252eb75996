import { passphraseFix } from "../pulumi/pulumi-error.ts";
import type { Digest, State } from "./digest.ts";
import { textsIn } from "./texts.ts";

/** Maximum length of a shown message; its start says what is wrong. */
const SHOWN_CHARACTERS = 3000;

/** Shorter texts are words like `true`, which reveal nothing. */
const TELLING_CHARACTERS = 4;

/** Text that gives access, or identifies an account, from any source. */
const CREDENTIALS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /(?<=X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s"]+/g,
  /(?<=:\/\/)[^/\s@]+(?=@)/g,
  /(?<![\w-])\d{12}(?![\w-])/g,
];

const HIDDEN = "[hidden]";

/**
 * Why a preview has failed, safe to publish: without secrets and outputs of deployed resources.
 *
 * @param stderr Pulumi's message if it examined nothing
 * @param secrets the stack's secret configuration values
 */
export function failureOf(
  digest: Digest | undefined,
  stderr: string,
  secrets: readonly string[],
): string {
  const errors = errorsIn(digest);
  const said = errors.length > 0 ? errors.join("\n") : stderr.trim();
  const message = [said, ...[passphraseFix(said) ?? []].flat()].join("\n  ");
  const hidden = [...secrets, ...(digest ? outputsOnly(digest) : [])];
  const shown = hide(message || "Pulumi gave no reason", hidden);
  if (shown.length <= SHOWN_CHARACTERS) return shown;
  const rest = shown.length - SHOWN_CHARACTERS;
  return `${shown.slice(0, SHOWN_CHARACTERS)}\n... and ${rest} more characters`;
}

/** The errors that Pulumi reports, unchanged. */
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

/** Output values from AWS that are not also inputs of the program. */
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

/** Inputs that do not come from outputs of other resources. */
const ownInputs = ({ inputs, propertyDependencies }: State): unknown[] =>
  Object.entries(inputs).flatMap(([name, value]) =>
    (propertyDependencies[name] ?? []).length > 0 ? [] : [value],
  );
