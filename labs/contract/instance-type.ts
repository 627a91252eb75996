import { ec2 } from "@pulumi/aws/types/enums/index.js";
import { z } from "zod";
import { architecture } from "../../components/server/ami.ts";
import { DEFAULT_LIMITS, SIZES } from "../../policy/limits.ts";
import { nearestOf } from "./nearest.ts";
import { unwrapped } from "./settings.ts";
import { type Objection, text } from "./text-setting.ts";

/** EC2's instance types, from the AWS provider: this loads no SDK. */
const TYPES: readonly string[] = Object.values(ec2.InstanceType);

/** The families. Those that classes usually use come first, so that a typing error suggests one of them. */
const FAMILIES: readonly string[] = [
  ...new Set(["t3", ...DEFAULT_LIMITS.instanceFamilies, ...TYPES.map((type) => familyOf(type))]),
];

/** RDS's own families, each with the EC2 family whose sizes it has. RDS lacks some EC2 families, and the smallest size. */
const X2G: Readonly<Record<string, string>> = { x2g: "x2gd" };
const NOT_IN_RDS = "nano";
const DATABASE_FAMILIES: readonly string[] = [
  ...FAMILIES.filter((family) => !["t1", "t3a"].includes(family)),
  ...Object.keys(X2G),
];

/** The settings whose values are limited by `class:policyLimits`. */
const LIMITED = z.registry<{ readonly limited: true }>();

export const instanceType = () =>
  text((value) => {
    const parts = /^([a-z][a-z0-9-]*)\.([a-z0-9-]+)$/.exec(value);
    if (parts) return typeFault("", FAMILIES, parts);
    return {
      reason: "not a valid EC2 instance type",
      fix: "write FAMILY.SIZE, e.g. t3.micro",
    };
  }).register(LIMITED, { limited: true });

/**
 * The same, for servers without an Arm image: an image runs only on its own architecture.
 *
 * @param image what an Arm type cannot run
 */
export const x86InstanceType = (image = "the image of an x86 server") =>
  instanceType()
    .check(({ value, issues }) => {
      if (architecture(value) === "x86_64") return;
      issues.push({
        code: "custom",
        message: `an Arm instance type cannot run ${image}`,
        params: { fix: "write an x86 type, e.g. t3.small" },
        input: value,
      });
    })
    .register(LIMITED, { limited: true });

export const databaseClass = () =>
  text((value) => {
    const parts = /^db\.([a-z][a-z0-9-]*)\.([a-z0-9-]+)$/.exec(value);
    if (parts) return typeFault("db.", DATABASE_FAMILIES, parts);
    return {
      reason: "not a valid RDS instance class",
      fix: "write db.FAMILY.SIZE, e.g. db.t4g.micro",
    };
  }).register(LIMITED, { limited: true });

export const instanceFamily = () =>
  text((value) => {
    if (!/^[a-z][a-z0-9-]*$/.test(value))
      return {
        reason: "not a valid instance family",
        fix: "write the part before the dot, e.g. t3",
      };
    if (FAMILIES.includes(value)) return undefined;
    return unknownFamily(value, nearestOf(value, FAMILIES));
  });

/** The names of the settings that contain an instance type. */
export const instanceSettings = ({ shape }: z.ZodObject): string[] =>
  Object.keys(shape).filter((name) => {
    const schema = unwrapped(shape[name]);
    return schema instanceof z.ZodType && LIMITED.has(schema);
  });

function typeFault(
  prefix: string,
  families: readonly string[],
  [, family = "", size = ""]: RegExpExecArray,
): Objection | undefined {
  if (!families.includes(family))
    return unknownFamily(family, `${prefix}${nearestOf(family, families)}.${size}`);
  const sizes = sizesOf(X2G[family] ?? family).filter(
    (each) => prefix === "" || each !== NOT_IN_RDS,
  );
  if (sizes.includes(size)) return undefined;
  return {
    reason: `instance family ${family} has no size ${size}`,
    fix: `write one of ${sizes.map((each) => `${prefix}${family}.${each}`).join(", ")}`,
  };
}

/** AWS adds families: a new one is valid once the provider has it. */
const unknownFamily = (family: string, meant: string): Objection => ({
  reason: `@pulumi/aws has no instance family ${family}`,
  fix: `did you mean ${meant}? For a family that AWS has just added: npm update @pulumi/aws`,
});

/** From small to large. */
function sizesOf(family: string): string[] {
  const sizes = TYPES.filter((type) => familyOf(type) === family).map((type) =>
    type.slice(family.length + 1),
  );
  const small: readonly string[] = SIZES;
  return [
    ...small.filter((size) => sizes.includes(size)),
    ...sizes.filter((size) => !small.includes(size)),
  ];
}

function familyOf(type: string): string {
  return type.slice(0, type.indexOf("."));
}
