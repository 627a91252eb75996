import { z } from "zod";
import { ConfigError, type Problem, problemsOf } from "../labs/contract/problems.ts";
import { regionName } from "../labs/contract/region.ts";
import {
  cidrBlock,
  distinct,
  emailAddress,
  instanceFamily,
  keyFile,
  moment,
  publicKey,
  reason,
  tagText,
  unwrapped,
} from "../labs/contract/settings.ts";
import { isWorld } from "../lib/cidr.ts";
import { DEFAULT_LIMITS, SIZES } from "../policy/limits.ts";
import { RULE_IDS, type RuleId } from "../policy/rule-ids.ts";
import { activeLabs, checkNeeds, type WithLabs, withLabs } from "./active-labs.ts";
import { foreignKey, misnamed } from "./key-names.ts";

/** The network that labs share. */
const networkSettings = z.strictObject({
  cidrBlock: cidrBlock(16, 20).default("10.0.0.0/16"),
  zones: distinct(z.enum(["a", "b", "c", "d"]))
    .min(2)
    .default(["a", "c"]),
  nat: z.enum(["none", "single", "perZone"]).default("none"),
  flowLogs: z.boolean().default(false),
});

/** Rules of policy/ that the stack may violate, each with the reason. */
const policyExceptions = z.strictObject(
  Object.fromEntries(RULE_IDS.map((id) => [id, reason().optional()])) as Record<
    RuleId,
    z.ZodOptional<ReturnType<typeof reason>>
  >,
);

/** How big the class may become. */
const policyLimits = z.strictObject({
  instanceFamilies: distinct(instanceFamily()).default([...DEFAULT_LIMITS.instanceFamilies]),
  instanceSize: z.enum(SIZES).default(DEFAULT_LIMITS.instanceSize),
  instances: z.int().min(1).default(DEFAULT_LIMITS.instances),
});

/** The keys of namespace `class`, as declared in Pulumi.yaml. */
export const KEYS = {
  name: tagText().default("aws-class"),
  environment: z.enum(["local", "dev", "prod"]).default("dev"),
  owner: tagText().default("instructor"),
  expires: moment(),
  labs: z.record(z.string(), z.unknown()).default({}),
  network: networkSettings.prefault({}),
  adminCidrs: distinct(cidrBlock()).default([]),
  allowOpenAdmin: reason().optional(),
  publicKey: publicKey().optional(),
  privateKeyFile: keyFile().optional(),
  email: emailAddress().optional(),
  peerRegion: regionName().default("ap-northeast-1"),
  protect: z.boolean().default(true),
  policyExceptions: policyExceptions.prefault({}),
  policyLimits: policyLimits.prefault({}),
  maxHourlyCost: z.number().min(0.01).optional(),
} satisfies Record<string, z.ZodType>;

type Values = { readonly [K in keyof typeof KEYS]: z.output<(typeof KEYS)[K]> };

/** A stack's configuration, whole and checked. */
export interface ClassConfig extends Omit<Values, "labs">, Pick<WithLabs, "labs" | "labSettings"> {
  readonly stack: string;
  /** Where the class runs. */
  readonly region: string;
}

export interface ConfigSource {
  readonly stack: string;
  /** Values by full key (`class:labs`, `aws:region`), objects as JSON: Pulumi's own form. */
  readonly values: Readonly<Record<string, string>>;
  /** The moment that `expires` must come after; left out where nothing is deployed. */
  readonly now?: Date | undefined;
}

/** @throws ConfigError that lists every mistake. */
export function parseConfig({ stack, values, now }: ConfigSource): ClassConfig {
  const names = Object.keys(KEYS);
  const foreign = foreignKey(values, names);
  if (foreign) throw new ConfigError(stack, [foreign]);
  const problems: Problem[] = misnamed(values, names);
  const parsed: Partial<Values> = Object.fromEntries(
    Object.entries(KEYS).map(([name, schema]) => {
      const key = `class:${name}`;
      // Pulumi.yaml must give every key a default; an empty one stands for none.
      const value = values[key] === "" ? undefined : decoded(schema, values[key]);
      const result = schema.safeParse(value);
      if (name === "expires" && value === undefined) problems.push(noEnd(stack));
      else if (!result.success) problems.push(...problemsOf(key, value, schema, result.error));
      return [name, result.data];
    }),
  );
  const region = regionName().safeParse(values["aws:region"] ?? "");
  if (!region.success) {
    problems.push(...problemsOf("aws:region", values["aws:region"], regionName(), region.error));
  }
  const labs = activeLabs(parsed.labs ?? {}, problems);
  problems.push(...openToTheWorld(parsed, values), ...contradictions(parsed, region.data, now));
  if (problems.length > 0 || !region.success) throw new ConfigError(stack, problems);
  // Without problems every key has its value.
  const settings = parsed as Values;
  const config = withLabs({ ...settings, stack, region: region.data }, labs);
  checkNeeds(config);
  return config;
}

/** A class without an expiry would never be destroyed. */
const noEnd = (stack: string): Problem => ({
  key: "class:expires",
  value: undefined,
  reason: "missing: the class needs an expiry",
  fix: `pulumi config set expires 2026-12-01T18:00:00+09:00 --stack ${stack}, or npm start -- --stack ${stack} --expires 18:00`,
});

/** Pulumi hands every value over as text; what should be more than text is JSON. */
function decoded(schema: z.ZodType, value: string | undefined): unknown {
  const form = unwrapped(schema);
  if (value === undefined || form instanceof z.ZodString || form instanceof z.ZodEnum) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value; // the schema says what is wrong with it
  }
}

/** SSH and RDP for everybody, which is refused in prod, and elsewhere without a reason. */
function openToTheWorld(
  { adminCidrs = [], environment }: Partial<Values>,
  values: ConfigSource["values"],
): Problem[] {
  const inProd = environment === "prod";
  if (!inProd && values["class:allowOpenAdmin"]) return []; // whether it is a reason, its own check says
  const own = "write your own address, e.g. 203.0.113.7/32";
  return adminCidrs.filter(isWorld).map((value) => ({
    key: "class:adminCidrs",
    value,
    reason: `${inProd ? "prod never opens" : "it opens"} SSH and RDP to the world`,
    fix: inProd ? own : `${own}, or give the reason in class:allowOpenAdmin`,
  }));
}

/** What contradicts another value, or the clock. */
function contradictions(
  { expires, peerRegion }: Partial<Values>,
  region: string | undefined,
  now?: Date,
): Problem[] {
  const problems: Problem[] = [];
  if (expires && now && new Date(expires) <= now) {
    const fix = "pulumi config set expires with a time to come, or npm start with --expires 18:00";
    problems.push({ key: "class:expires", value: expires, reason: "it is past", fix });
  }
  if (region && peerRegion === region) {
    const fix = "choose another region, e.g. ap-northeast-1";
    const reason = "it is aws:region again";
    problems.push({ key: "class:peerRegion", value: peerRegion, reason, fix });
  }
  return problems;
}
