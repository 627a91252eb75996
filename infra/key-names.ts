import { nearest } from "../labs/contract/nearest.ts";
import type { Problem } from "../labs/contract/problems.ts";

/** The namespace of a class's keys. Pulumi gives a project's keys the project's name: it must be this one. */
export const NAMESPACE = "class";

/** Namespaces that are not a project's: of the provider, and of Pulumi. */
const OTHERS: readonly string[] = ["aws", "pulumi"];

/**
 * What is wrong with the names of a configuration's keys.
 *
 * @param known names of keys in namespace `class`
 */
export function misnamed(
  values: Readonly<Record<string, string>>,
  known: readonly string[],
): Problem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const [namespace = "", name] = key.split(":");
    if (name === undefined) {
      const whole = key === NAMESPACE ? "labs" : key;
      const fix = `write ${NAMESPACE}:${whole} in one line`;
      return [{ key, value, reason: "it has no namespace", fix }];
    }
    if (namespace !== NAMESPACE || known.includes(name)) return [];
    const fix = name === "region" ? "write aws:region" : nearest(name, known);
    return [{ key, value, reason: "there is no such key", fix }];
  });
}

/**
 * The first key that is the class's but for its namespace, as all are in a project of another name: that one says what is
 * wrong, while every key of the class would seem to be missing.
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
