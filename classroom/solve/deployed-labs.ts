import { z } from "zod";
import type { ClassConfig } from "../../infra/config.ts";
import { classStackOf } from "../../infra/students/class-stack.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { callUp } from "../console/call-on.ts";
import { namesIn } from "../pulumi/urn.ts";
import { labsIn } from "../stack/subjects.ts";

/** A class's own stack, or a student's. */
type NamedStack = Pick<ClassConfig, "stack"> & Partial<Pick<ClassConfig, "student">>;

/** The settings, or the program, differ from those that the stack was deployed with. */
export class NotDeployedError extends ExplainedError {}

/**
 * Checks that the settings have the stack's labs: with others, as in an old checkout, `solve` would delete or create some.
 *
 * @param on ids of the labs in the settings
 * @param outputs of the stack
 * @throws NotDeployedError that names the labs
 */
export function checkLabsDeployed(
  stack: NamedStack,
  on: readonly string[],
  outputs: Readonly<Record<string, unknown>>,
): void {
  const deployed = labsIn(outputs);
  const lost = deployed.filter((id) => !on.includes(id));
  const added = on.filter((id) => !deployed.includes(id));
  if (lost.length === 0 && added.length === 0) return;
  throw notDeployed(stack, [
    ...lost.map((id) => `lab ${id} is deployed, and not on in the settings: it would be deleted`),
    ...added.map((id) => `lab ${id} is on in the settings, and not deployed: it would be created`),
  ]);
}

/** The output of `pulumi preview --json`. */
const PREVIEW = z.object({
  steps: z.array(z.object({ op: z.string(), urn: z.string() })).default([]),
});

/** Steps that change nothing. */
const IDLE = ["same", "read", "refresh"];

/** Maximum number of changes in the message. */
const MOST = 10;

/**
 * The same for everything else: a preview without a refresh shows what differs between the program with its settings and the
 * state.
 *
 * @throws NotDeployedError that names the resources
 */
export function checkNothingPlanned(stack: NamedStack, preview: string): void {
  const changes = PREVIEW.parse(JSON.parse(preview)).steps.flatMap(({ op, urn }) => {
    const { type, name, group } = namesIn(urn);
    const what = `${group ? `${group}: ` : ""}${type.split(":").at(-1) ?? type} ${name}`;
    return IDLE.includes(op) || !/^awsx?:/.test(type) ? [] : [`${what} (${op})`];
  });
  if (changes.length === 0) return;
  const more = changes.length > MOST ? [`and ${changes.length - MOST} more`] : [];
  throw notDeployed(stack, [...changes.slice(0, MOST), ...more]);
}

function notDeployed(
  { stack, student }: NamedStack,
  differences: readonly string[],
): NotDeployedError {
  // With a file of its own in the project, a student's stack would be a class's.
  const file = student === undefined ? stack : classStackOf(stack, student);
  return new NotDeployedError(
    [
      `The program or the settings of stack ${stack} differ from what is deployed. Nothing was changed:`,
      ...differences.map((line) => `  ${line}`),
      `fix: update this checkout (git pull), or take the deployed settings: pulumi config refresh --stack ${file}`,
      `  or deploy the difference first: ${callUp(stack, student)}`,
    ].join("\n"),
  );
}
