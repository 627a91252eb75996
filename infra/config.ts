import { z } from "zod";
import { ConfigError, type Problem, problemsOf } from "../labs/contract/problems.ts";
import { awsRegion } from "../labs/contract/region.ts";
import { unwrapped } from "../labs/contract/settings.ts";
import {
  activeLabs,
  checkFiles,
  checkNeeds,
  LAB_IDS,
  type WithLabs,
  withLabs,
} from "./active-labs.ts";
import { KEYS } from "./class-keys.ts";
import { contradictions } from "./contradictions.ts";
import { foreignKey, inheritedNames, misnamed } from "./key-names.ts";
import { decoded, providerFaults } from "./provider-keys.ts";
import { eachProblems } from "./students/each-problems.ts";

type Values = { readonly [K in keyof typeof KEYS]: z.output<(typeof KEYS)[K]> };

/** A stack's complete and validated configuration. */
export interface ClassConfig extends Omit<Values, "labs">, Pick<WithLabs, "labs" | "labSettings"> {
  readonly stack: string;
  /** The region of the class. */
  readonly region: string;
}

export interface ConfigSource {
  readonly stack: string;
  /** Values by full key (`class:labs`, `aws:region`), objects as JSON: Pulumi's own format. */
  readonly values: Readonly<Record<string, string>>;
  /** The time that `expires` must be after; undefined when nothing is deployed. */
  readonly now?: Date | undefined;
  /** Whether resources are created from it, which have the class's id. @default false: it is only read */
  readonly needsId?: boolean;
  /** Whether the files that it names are read: by a program that runs, also on mocks. @default needsId */
  readonly needsFiles?: boolean;
  /** The paths of secret values, e.g. `class:labs.rds-mysql.user`: errors do not show them. @default none */
  readonly secrets?: readonly string[];
}

/** @throws ConfigError that lists all errors. */
export function parseConfig(source: ConfigSource): ClassConfig {
  try {
    return parsedWhole(source);
  } catch (error) {
    const { stack, secrets = [] } = source;
    if (!(error instanceof ConfigError) || secrets.length === 0) throw error;
    const problems = error.problems.map((problem) => masked(problem, secrets));
    throw new ConfigError(stack, problems);
  }
}

/** Removes the value from a problem when it is or contains a secret. */
function masked(problem: Problem, secrets: readonly string[]): Problem {
  const { key, value } = problem;
  const isSecret = secrets.some(
    (path) => `${key}.`.startsWith(`${path}.`) || path.startsWith(`${key}.`),
  );
  if (!isSecret || value === undefined) return problem;
  const reason =
    typeof value === "string" && value !== ""
      ? problem.reason.replaceAll(value, "it")
      : problem.reason;
  return { ...problem, value: "(secret)", reason };
}

/** An empty text or object. */
const EMPTY = ["", "{}"];

function parsedWhole({
  stack,
  values,
  now,
  needsId = false,
  needsFiles = needsId,
}: ConfigSource): ClassConfig {
  const names = Object.keys(KEYS);
  const foreign = foreignKey(values, names);
  if (foreign) throw new ConfigError(stack, [foreign]);
  const problems: Problem[] = misnamed(values, { keys: names, labs: LAB_IDS });
  const parsed: Partial<Values> = Object.fromEntries(
    Object.entries(KEYS).map(([name, schema]) => {
      const key = `class:${name}`;
      // Pulumi.yaml must give every key a default of its type; an empty value means unset.
      const text = EMPTY.includes(values[key] ?? "") ? undefined : values[key];
      const value = text === undefined ? undefined : decoded(unwrapped(schema), text);
      const result = schema.safeParse(value);
      if (name === "expires" && value === undefined) problems.push(noEnd(stack));
      else if (name === "id" && value === undefined && needsId) problems.push(noId(stack));
      else if (!result.success) problems.push(...problemsOf(key, value, schema, result.error));
      return [name, result.data];
    }),
  );
  const region = awsRegion().safeParse(values["aws:region"] ?? "");
  if (!region.success) {
    problems.push(...problemsOf("aws:region", values["aws:region"], awsRegion(), region.error));
  }
  problems.push(...providerFaults(values));
  const labs = activeLabs(parsed.labs ?? {}, problems);
  problems.push(...contradictions(parsed, { stack, values, labs, region: region.data, now }));
  if (parsed.each) {
    const ofEach = eachProblems(stack, {
      values,
      each: parsed.each,
      parse: (student) => parsedWhole({ ...student, needsFiles }),
    });
    // The class's own errors also appear in a student's settings.
    const own = new Set(problems.map(({ key }) => key));
    problems.push(...ofEach.filter(({ key }) => !own.has(key)));
  }
  const inherited = Object.entries(values).flatMap(([key, text]) =>
    inheritedNames(key, decoded(undefined, text), LAB_IDS),
  );
  // When a schema has rejected the same name, its message is kept: it lists the valid names.
  problems.push(...inherited.filter(({ key }) => problems.every((other) => other.key !== key)));
  if (problems.length > 0 || !region.success) throw new ConfigError(stack, problems);
  // Without problems, every key has a value.
  const settings = parsed as Values;
  const config = withLabs({ ...settings, stack, region: region.data }, labs);
  checkNeeds(config);
  if (needsFiles) checkFiles(config);
  return config;
}

/** Without an expiry, a class would never be destroyed. */
const noEnd = (stack: string): Problem => ({
  key: "class:expires",
  value: undefined,
  reason: "missing: the class needs an expiry",
  fix: `npm start -- --stack ${stack} --expires 18:00\n    or, with a time such as 2026-12-01T18:00:00+09:00: pulumi config set expires TIME --stack ${stack}`,
});

/** Without an id, nobody could tell later which class the resources belong to. */
const noId = (stack: string): Problem => ({
  key: "class:id",
  value: undefined,
  reason: "missing: the id marks the resources of the class",
  fix:
    stack === "local"
      ? "to write it: npm start"
      : `to write it into Pulumi.${stack}.yaml: npm run class -- id --stack ${stack}`,
});
