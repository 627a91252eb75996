import { studentClassId } from "../class-id.ts";
import { type Shared, studentId } from "./keys.ts";

/** A student as the settings of a stack need to know one. */
export interface StudentPlace {
  /** Known by it everywhere: in names, in tag `student`. */
  readonly id: string;
  /** The role in an account of the student's own that Pulumi and these commands take on. @default the class's account */
  readonly roleArn?: string | undefined;
  /** The labs that this student has. @default those of `class:each` */
  readonly labs?: readonly string[] | undefined;
}

/** What is the class's own, and no student's. */
const OF_CLASS: readonly string[] = ["each", "labs", "maxClassCost", "maxHourlyCost", "student"];

/** The name of a student's stack, of the login, and at the end of every name that AWS wants to be unique. */
export const studentStack = (classStack: string, student: string): string =>
  `${classStack}-${student}`;

/** The student whose stack is called so; undefined when it is no student's of that class. */
export function studentIn(stack: string, classStack: string): string | undefined {
  const prefix = studentStack(classStack, "");
  const student = stack.startsWith(prefix) ? stack.slice(prefix.length) : "";
  return studentId().safeParse(student).success ? student : undefined;
}

/**
 * The settings of a student's stack: from the class's settings and the student alone, so that every machine makes the same.
 *
 * @param config the class's settings by full key; objects as such, or as JSON
 * @param shared what the class's stack has for students without an account of their own
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

/** What the settings of a student's stack say of the student: the roster may be on another machine. */
export function studentPlaceIn(
  id: string,
  config: Readonly<Record<string, unknown>>,
): StudentPlace {
  const labs = Object.entries(decodedObject(config["class:labs"]));
  const roles = decoded(config["aws:assumeRoles"]);
  const last: unknown = Array.isArray(roles) ? roles.at(-1) : undefined;
  const { roleArn } = decodedObject(last ?? {});
  return {
    id,
    // Who shares nothing with the class has an account of the own, by the last of the roles.
    ...(config["class:shared"] === undefined && typeof roleArn === "string" && { roleArn }),
    labs: labs.flatMap(([lab, settings]) => (settings === false ? [] : [lab])),
  };
}

/** A lab that the roster gives a student keeps the settings that it has for all. */
const chosenLabs = (labs: readonly string[], settings: unknown): Record<string, unknown> => {
  const ofAll = decodedObject(settings);
  return Object.fromEntries(labs.map((lab) => [lab, ofAll[lab] ?? true]));
};

/** The provider's settings for an account of the student's own: through the class's roles, if it has any, into that account. */
function inAccount(config: Readonly<Record<string, unknown>>, roleArn: string) {
  const [, account = ""] = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(roleArn) ?? [];
  const roles = decoded(config["aws:assumeRoles"]);
  const before: unknown[] = Array.isArray(roles) ? roles : [];
  return {
    "aws:assumeRoles": [...before, { roleArn, sessionName: "aws-class" }],
    "aws:allowedAccountIds": [account],
  };
}

/** `{student}` in any text of it, keys included, becomes the student's id. */
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

const decodedObject = (value: unknown): Record<string, unknown> => {
  const whole = decoded(value);
  return whole !== null && typeof whole === "object" ? (whole as Record<string, unknown>) : {};
};

/** Pulumi hands objects over as JSON; in a file of settings they are objects. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
