import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { sharedParts, type Shared } from "../../infra/students/keys.ts";
import {
  decodedObject,
  studentConfig,
  type StudentPlace,
  studentStack,
} from "../../infra/students/settings.ts";
import { domainsIn, zonesForStudents } from "../../infra/students/zones.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { configValues, type StackFile, stackNames, writeStackFile } from "../pulumi/stack-file.ts";
import { identityIn } from "../record/class-identity.ts";

/** The outputs of a class's stack for its students are invalid. */
export class ClassStackError extends ExplainedError {}

/** A student, with the settings of their stack. */
export interface PlannedStudent {
  readonly student: StudentPlace;
  readonly config: ClassConfig;
}

/** The outputs of the class's stack while students are planned: it may not exist yet. */
const NOT_YET: Shared = {
  network: {
    vpcId: "vpc-0",
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: ["subnet-0a", "subnet-0c"],
    privateSubnetIds: ["subnet-1a", "subnet-1c"],
  },
  groupName: "students",
  boundaryArn: "arn:aws:iam::123456789012:policy/students",
};

/** The same with the zones of the class that delegate domains of its students. @param config the class's settings */
function notYet(config: StackFile["config"]): Shared {
  const domains = [...new Set(domainsIn(decodedObject(config["class:labs"])))];
  const zones = zonesForStudents(
    decodedObject(config["class:each"]),
    domains.map((domain) => ({ domain, zoneId: "ZNOTYET" })),
  );
  return zones.length === 0 ? NOT_YET : { ...NOT_YET, zones };
}

/**
 * Plans the settings of every student's stack, before anything is created.
 *
 * @param stack the class's
 * @param config its settings in plain text
 * @param classes stacks with their own settings @default the project's
 * @throws ConfigError with the mistakes of all students
 */
export function plannedStudents(
  {
    stack,
    config,
    classes = stackNames(),
  }: {
    readonly stack: string;
    readonly config: StackFile["config"];
    readonly classes?: readonly string[];
  },
  students: readonly StudentPlace[],
  now: Date,
): PlannedStudent[] {
  const problems: Problem[] = [];
  const shared = notYet(config);
  const planned = students.flatMap((student) => {
    const name = studentStack(stack, student.id);
    if (classes.includes(name)) {
      problems.push(takenName(student.id, name));
      return [];
    }
    try {
      const values = configValues(studentConfig(config, student, shared), name);
      return [{ student, config: parseConfig({ stack: name, values, now }) }];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(
        ...error.problems.map((each) => ({ ...each, key: `${student.id}: ${each.key}` })),
      );
      return [];
    }
  });
  problems.push(...claimedAlike(planned));
  if (problems.length > 0) throw new ConfigError(stack, problems);
  return planned;
}

/** Names that the labs of several students in the class's account would share: each lab and name once. */
function claimedAlike(planned: readonly PlannedStudent[]): Problem[] {
  const owners = new Map<string, string>();
  const found = new Map<string, Problem>();
  for (const { student, config } of planned) {
    if (student.roleArn !== undefined) continue;
    for (const { lab, settings } of config.labs)
      for (const name of lab.claims?.(settings) ?? []) {
        const owner = owners.get(name);
        owners.set(name, owner ?? student.id);
        const key = `class:each.labs.${lab.id}`;
        if (owner === undefined || owner === student.id || found.has(key)) continue;
        const reason = `students ${owner} and ${student.id} would both have ${name}`;
        const fix =
          "write {student} into its settings, e.g. domain: {student}.mydomain.com in quotes";
        found.set(key, { key, value: undefined, reason, fix });
      }
  }
  return [...found.values()];
}

/** Names of buckets and tables differ by student only through their stack's name. */
const takenName = (id: string, name: string): Problem => ({
  key: id,
  value: undefined,
  reason: `the student's stack would be ${name}, which is a class of its own: Pulumi.${name}.yaml`,
  fix: "give the student another id",
});

/**
 * Writes the settings of a student's stack: the same on every machine.
 *
 * @param file the class's settings, secrets encrypted
 * @returns what was written
 */
export function writeStudentSettings(
  file: StackFile,
  student: StudentPlace,
  { settings, shared }: { readonly settings: string; readonly shared: Shared },
): StackFile["config"] {
  const config = studentConfig(file.config, student, shared);
  writeStackFile(settings, { ...file, config });
  return config;
}

/**
 * The settings of a deployed class: if another machine deployed or extended it, the file here has no id, expiry and account, or
 * old ones.
 *
 * @param outputs of the class's stack
 * @throws ClassStackError
 */
export function asDeployed<T extends Pick<StackFile, "config">>(
  file: T,
  outputs: Readonly<Record<string, unknown>>,
  stack: string,
): T {
  const { boundaryArn } = sharedIn(outputs, stack);
  const identity = identityIn(outputs);
  const [, account] = /^arn:[\w-]+:iam::(\d{12}):/.exec(boundaryArn) ?? [];
  return {
    ...file,
    config: {
      ...(account !== undefined && { "aws:allowedAccountIds": [account] }),
      ...file.config,
      ...(identity?.id !== undefined && { "class:id": identity.id }),
      ...(identity && { "class:expires": identity.expires }),
    },
  };
}

/**
 * The outputs of the class's stack for its students.
 *
 * @param outputs of the class's stack
 * @throws ClassStackError when there are none: it is not up, or its settings have no `class:each`
 */
export function sharedIn(outputs: Readonly<Record<string, unknown>>, stack: string): Shared {
  const shared = sharedParts.safeParse(outputs.shared);
  if (shared.success) return shared.data;
  throw new ClassStackError(
    `Stack ${stack} has no shared resources for students yet: its output shared is missing.\n  fix: bring it up first, without --only and --shard: npm run class -- open ROSTER --class ${stack}`,
  );
}
