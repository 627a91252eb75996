import { studentClassId } from "../class-id.ts";
import { type Shared, studentId } from "./keys.ts";

/** The data of a student that a stack's settings need. */
export interface StudentPlace {
  /** The id that identifies the student everywhere: in names, in the tag `student`. */
  readonly id: string;
  /** The role in the student's own account that Pulumi and these commands assume. @default the class's account */
  readonly roleArn?: string | undefined;
  /** The student's labs. @default those of `class:each` */
  readonly labs?: readonly string[] | undefined;
}

/** Keys of the class that students' stacks do not get. */
const OF_CLASS: readonly string[] = [
  "budget",
  "each",
  "labs",
  "maxClassCost",
  "maxHourlyCost",
  "publish",
  "student",
];

/** The name of a student's stack and login, and the suffix of all names that must be unique on AWS. */
export const studentStack = (classStack: string, student: string): string =>
  `${classStack}-${student}`;

/** The student with this stack name; undefined when the stack does not belong to a student of that class. */
export function studentIn(stack: string, classStack: string): string | undefined {
  const prefix = studentStack(classStack, "");
  const student = stack.startsWith(prefix) ? stack.slice(prefix.length) : "";
  return studentId().safeParse(student).success ? student : undefined;
}

/**
 * The settings of a student's stack: they depend only on the class's settings and the student, so that every machine produces
 * the same.
 *
 * @param config the class's settings by full key; objects as such, or as JSON
 * @param shared the class's shared parts, for students without their own account
 */
export function studentConfig(
  config: Readonly<Record<string, unknown>>,
  { id, roleArn, labs }: StudentPlace,
  shared?: Shared,
): Record<string, unknown> {
  const each = withStudent(decodedObject(config["class:each"]), id) as Record<string, unknown>;
  const inherited = Object.entries(config).filter(
    ([key]) => !OF_CLASS.includes(key.replace(/^class:/, "")),
  );
  const own = Object.entries(each).map(([key, value]) => [`class:${key}`, value] as const);
  const chosen = labs && { "class:labs": chosenLabs(labs, each.labs) };
  const classId = config["class:id"];
  return {
    ...Object.fromEntries([...inherited, ...own]),
    ...chosen,
    ...(typeof classId === "string" &&
      classId !== "" && { "class:id": studentClassId(classId, id) }),
    "class:student": id,
    ...(roleArn === undefined ? shared && { "class:shared": shared } : inAccount(config, roleArn)),
  };
}

/** The student's data in a student's stack's settings: the roster may be on another machine. */
export function studentPlaceIn(
  id: string,
  config: Readonly<Record<string, unknown>>,
): StudentPlace {
  const labs = Object.entries(decodedObject(config["class:labs"]));
  const roles = decoded(config["aws:assumeRoles"]);
  const last: unknown = Array.isArray(roles) ? roles.at(-1) : undefined;
  const { roleArn } = decodedObject(last ?? {});
  // Pulumi's history has a key that is unset with its default, {}.
  const sharesNothing = Object.keys(decodedObject(config["class:shared"] ?? {})).length === 0;
  return {
    id,
    // A student who shares nothing with the class has their own account; the last role leads to it.
    ...(sharesNothing && typeof roleArn === "string" && { roleArn }),
    labs: labs.flatMap(([lab, settings]) => (settings === false ? [] : [lab])),
  };
}

/** A lab that the roster assigns to a student keeps its settings for all students. */
const chosenLabs = (labs: readonly string[], settings: unknown): Record<string, unknown> => {
  const ofAll = decodedObject(settings);
  return Object.fromEntries(labs.map((lab) => [lab, ofAll[lab] ?? true]));
};

/** The provider's settings for a student's own account: its role is assumed through the class's roles, if any. */
function inAccount(config: Readonly<Record<string, unknown>>, roleArn: string) {
  const [, account = ""] = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(roleArn) ?? [];
  const roles = decoded(config["aws:assumeRoles"]);
  const before: unknown[] = Array.isArray(roles) ? roles : [];
  return {
    "aws:assumeRoles": [...before, { roleArn, sessionName: "aws-class" }],
    "aws:allowedAccountIds": [account],
  };
}

/** Replaces `{student}` with the student's id in all texts, including keys. */
function withStudent(value: unknown, id: string): unknown {
  if (typeof value === "string") return value.replaceAll("{student}", id);
  if (Array.isArray(value)) return value.map((member) => withStudent(member, id));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replaceAll("{student}", id),
      withStudent(member, id),
    ]),
  );
}

export const decodedObject = (value: unknown): Record<string, unknown> => {
  const whole = decoded(value);
  return whole !== null && typeof whole === "object" ? (whole as Record<string, unknown>) : {};
};

/** Pulumi passes objects as JSON; in a settings file they are objects. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
