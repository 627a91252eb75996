import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { classStackOf } from "../../infra/students/class-stack.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { callFor, callOn } from "../console/call-on.ts";
import type { LockedByHand, LockedResource } from "../search/locked-resources.ts";

/** The stack has protected resources: protected by Pulumi, or by a setting of AWS's own. */
export class ProtectedError extends ExplainedError {}

/** A class's own stack, or a student's. */
interface StackOf {
  readonly stack: string;
  readonly student?: string | undefined;
}

/** What is protected, and what to do. */
export const refusal = (
  of: StackOf,
  kept: readonly DeployedResource[],
  locked: readonly (LockedResource | LockedByHand)[],
): string =>
  [
    ...(kept.length === 0
      ? []
      : [
          `Stack ${of.stack} protects data. Nothing was destroyed:`,
          ...kept.map((each) => `  ${titled(each)}`),
        ]),
    ...(locked.length === 0
      ? []
      : [
          `AWS does not delete ${locked.length === 1 ? "this" : "these"}. Nothing was destroyed:`,
          ...locked.map(({ resource, lock }) => `  ${titled(resource)}: ${lock}`),
        ]),
    ...remedies(of, kept.length > 0, locked.length > 0),
  ].join("\n");

/** What to do about Pulumi's protection of data, and about AWS's locks. A student's stack has no settings of its own. */
function remedies({ stack, student }: StackOf, isKept: boolean, isLocked: boolean): string[] {
  const ofClass = student === undefined ? undefined : classStackOf(stack, student);
  if (student !== undefined && ofClass !== undefined)
    return [
      `fix: to destroy it nevertheless: ${callFor("close", ofClass, student)} --yes-delete-protected`,
    ];
  return [
    ...(isKept
      ? [
          `fix: pulumi config set protect false --stack ${stack}`,
          `  then, because an expired class is not deployed: npm start -- --stack ${stack} --extend 1h`,
        ]
      : ["fix: switch it off in the AWS console;"]),
    `  or --yes-delete-protected, which ${isLocked ? "switches it off and " : ""}destroys ${isKept ? "this data" : "them"}`,
  ];
}

/** What stays when the other resources of the stack are destroyed, and what to do. */
export const sparing = (
  stack: string,
  kept: readonly DeployedResource[],
  locked: readonly LockedResource[],
): string =>
  [
    `Protected from deletion in stack ${stack}. These resources, and those that they depend on, are not destroyed; all others are:`,
    ...kept.map((each) => `  ${titled(each)}: ${PROTECTED}`),
    ...locked.map(({ resource, lock }) => `  ${titled(resource)}: ${lock}`),
    `fix: to ${locked.length === 0 ? "" : "switch it off and "}destroy these too: ${callOn("down", stack, "--yes-delete-protected")}`,
  ].join("\n");

/** Why each of these is not destroyed, by URN. */
export const reasonsToStay = (
  kept: readonly DeployedResource[],
  locked: readonly LockedResource[],
): ReadonlyMap<string, string> =>
  new Map([
    ...kept.map(({ urn }) => [urn, `it has ${PROTECTED}`] as const),
    ...locked.map(({ resource, lock }) => [resource.urn, `it has ${lock}`] as const),
  ]);

const PROTECTED = "Pulumi's protection of data (setting protect)";

const titled = ({ type, name, id }: Pick<DeployedResource, "type" | "name" | "id">): string =>
  `${name} (${kindOf(type)} ${id})`;

/** `aws:ec2/vpc:Vpc` -> `Vpc` */
export const kindOf = (type: string): string => type.split(":").pop() ?? type;
