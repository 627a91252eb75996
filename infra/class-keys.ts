import { z } from "zod";
import { internetBlock, vpcBlock } from "../labs/contract/cidr-settings.ts";
import { instanceFamily } from "../labs/contract/instance-type.ts";
import { regionName } from "../labs/contract/region.ts";
import {
  distinct,
  emailAddress,
  keyFile,
  moment,
  oneOf,
  publicKey,
  reason,
  tagText,
} from "../labs/contract/settings.ts";
import { DEFAULT_LIMITS, SIZES } from "../policy/limits.ts";
import { RULE_IDS, type RuleId } from "../policy/rule-ids.ts";
import { LAB_IDS } from "./active-labs.ts";
import { classId } from "./class-id.ts";
import { FOUNDATION_IDS } from "./foundation-ids.ts";
import { sharedParts, studentId } from "./students/keys.ts";

/** The network that labs share. */
const networkSettings = z.strictObject({
  cidrBlock: vpcBlock().default("10.0.0.0/16"),
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

/** The limits of the class. */
const policyLimits = z.strictObject({
  instanceFamilies: distinct(instanceFamily())
    .min(1)
    .default([...DEFAULT_LIMITS.instanceFamilies]),
  instanceSize: z.enum(SIZES).default(DEFAULT_LIMITS.instanceSize),
  instances: z.int().min(1).max(1000).default(DEFAULT_LIMITS.instances),
});

/** A limit in USD. @param most a larger value would not limit anything, and is a typing error */
const dollars = (most: number) => z.number().min(0.01).max(most).optional();

/** The keys of namespace `class`, as declared in Pulumi.yaml. */
export const KEYS = {
  id: classId().optional(),
  name: tagText().default("aws-class"),
  environment: z.enum(["local", "dev", "prod"]).default("dev"),
  owner: tagText().default("instructor"),
  expires: moment(),
  watchdog: z.boolean().default(true),
  labs: z.record(z.string(), z.unknown()).default({}),
  each: z.record(z.string(), z.unknown()).optional(),
  login: z.enum(["console", "none"]).default("console"),
  mfa: z.boolean().default(false),
  publish: z.boolean().default(false),
  student: studentId().optional(),
  shared: sharedParts.optional(),
  network: networkSettings.prefault({}),
  adminCidrs: distinct(internetBlock()).default([]),
  allowOpenAdmin: reason().optional(),
  instanceConnect: reason().optional(),
  publicKey: publicKey().optional(),
  privateKeyFile: keyFile().optional(),
  email: emailAddress().optional(),
  peerRegion: regionName().default("ap-northeast-1"),
  protect: z.boolean().default(true),
  policyExceptions: policyExceptions.prefault({}),
  policyLimits: policyLimits.prefault({}),
  maxHourlyCost: dollars(1000),
  maxClassCost: dollars(100_000),
  budget: z.boolean().default(false),
  acceptUnpriced: distinct(
    oneOf("lab or shared part of that name", [...LAB_IDS, ...FOUNDATION_IDS]),
  ).default([]),
} satisfies Record<string, z.ZodType>;
