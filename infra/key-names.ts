import { nearest } from "../labs/contract/nearest.ts";
import type { Problem } from "../labs/contract/problems.ts";
import type { Objection } from "../labs/contract/text-setting.ts";
import { PROVIDER_KEYS } from "./provider-keys.ts";

/** The namespace of a class's keys. Pulumi uses the project's name as namespace, so the project must have this name. */
export const NAMESPACE = "class";

/** Namespaces that do not belong to a project: the provider's, and Pulumi's. */
const OTHERS: readonly string[] = ["aws", "pulumi"];

/** Keys that Pulumi's engine reads. Settings that disable default providers are not among them: the program needs those. */
const OF_PULUMI: readonly string[] = ["autonaming", "tags", "template"];

/** The valid names. */
export interface KnownNames {
  /** Keys in namespace `class`. */
  readonly keys: readonly string[];
  /** The ids of labs, below `class:labs`. */
  readonly labs: readonly string[];
}

/** The errors in the names of a configuration's keys. */
export function misnamed(values: Readonly<Record<string, string>>, known: KnownNames): Problem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const objection = objectionTo(key, value, known);
    return objection ? [{ key, value, ...objection }] : [];
  });
}

function objectionTo(key: string, value: string, known: KnownNames): Objection | undefined {
  const plain = key.normalize("NFKC").replace(INVISIBLE, "").trim();
  if (plain !== key && isKnown(plain, known))
    return {
      reason: "full-width characters, invisible characters or spaces are in the key",
      fix: `write ${plain}`,
    };
  const [, meant] = /^class\W+(\w+)$/.exec(key) ?? [];
  if (meant !== undefined && key !== `${NAMESPACE}:${meant}` && known.keys.includes(meant))
    return { reason: "a key is class, one colon and a name", fix: `write ${NAMESPACE}:${meant}` };
  if (key === "config")
    return {
      reason: "config is nested in config",
      fix: "remove this line, and unindent the lines below it by two spaces",
    };
  const [namespace = "", name, more] = key.split(":");
  if (known.labs.includes(key)) return belowLabs(key, value);
  if (name === undefined) return { reason: "it has no namespace", fix: withNamespace(key, value) };
  if (namespace === "aws") return ofProvider(name, more);
  if (namespace === "pulumi") return ofPulumi(name);
  if (namespace !== NAMESPACE)
    return {
      reason: `nothing reads keys of namespace ${JSON.stringify(namespace)}`,
      fix: `write class:KEY or aws:KEY, or remove the line`,
    };
  const whole = key.slice(NAMESPACE.length + 1);
  if (known.keys.includes(whole)) return undefined;
  const id = whole.replace(/^labs[.:]/, "");
  if (known.labs.includes(id) || id !== whole) return belowLabs(id, value);
  const fix = name === "region" ? "write aws:region" : nearest(name, known.keys);
  const [foreign] = /[^ -~]/u.exec(name) ?? [];
  return { reason: `there is no such key${foreign === undefined ? "" : notAscii(foreign)}`, fix };
}

const belowLabs = (id: string, value: string): Objection => ({
  reason: "labs are not keys of their own",
  fix: `write ${id}: ${value} below class:labs`,
});

/** Zero-width and direction characters, which a copied text may have. */
const INVISIBLE = /\p{Cf}/gu;

/** Letters of other alphabets look like those that are meant. */
const notAscii = (character: string): string =>
  `: ${character} is U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const isKnown = (key: string, { keys }: KnownNames): boolean =>
  keys.some((name) => key === `${NAMESPACE}:${name}`) || key === "aws:region";

/** `class: {owner: kim}` is treated as `class:owner: kim`. */
function withNamespace(key: string, value: string): string {
  if (!/^\w/.test(key)) return "write class:KEY: VALUE, or remove the line";
  const [, first = key === NAMESPACE ? "labs" : "region"] = /^\{"([^"]+)"/.exec(value) ?? [];
  const meant = [NAMESPACE, ...OTHERS].includes(key) ? `${key}:${first}` : `${NAMESPACE}:${key}`;
  return `write ${meant} in one line`;
}

/** The provider ignores unknown keys. */
const ofProvider = (name: string, more?: string): Objection | undefined =>
  more !== undefined || PROVIDER_KEYS.includes(name)
    ? undefined
    : { reason: "the AWS provider has no such key", fix: nearest(name, PROVIDER_KEYS) };

const ofPulumi = (name: string): Objection | undefined =>
  OF_PULUMI.includes(name)
    ? undefined
    : { reason: "the class does not use this key of Pulumi", fix: nearest(name, OF_PULUMI) };

/** Names that every JavaScript object has: as a key, such a name could be lost, or be misinterpreted. */
const INHERITED: readonly string[] = ["__proto__", "constructor", "prototype"];

/** The keys with such a name in a value, at any depth. @param labs the ids of all labs */
export function inheritedNames(key: string, value: unknown, labs: readonly string[]): Problem[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const at = `${key}.${name}`;
    if (!INHERITED.includes(name)) return inheritedNames(at, member, labs);
    return key === "class:labs"
      ? [{ key: at, value: member, reason: "there is no such lab", fix: nearest(name, labs) }]
      : [{ key: at, value: member, reason: "no setting can have this name", fix: "remove it" }];
  });
}

/**
 * The first key that would be the class's in another namespace, as all keys are in a project with another name. That one error
 * explains the problem; otherwise every key of the class would be reported as missing.
 */
export function foreignKey(
  values: Readonly<Record<string, string>>,
  known: readonly string[],
): Problem | undefined {
  for (const [key, value] of Object.entries(values)) {
    const [namespace = "", name] = key.split(":");
    if (name === undefined || !known.includes(name)) continue;
    if (namespace === NAMESPACE || OTHERS.includes(namespace)) continue;
    const reason = `the namespace of a class's keys is ${NAMESPACE}, not ${namespace}`;
    const fix = `write ${NAMESPACE}:${name}, and \`name: ${NAMESPACE}\` in Pulumi.yaml; a class's own name is ${NAMESPACE}:name`;
    return { key, value, reason, fix };
  }
  return undefined;
}
