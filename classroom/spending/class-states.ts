import pMap from "p-map";
import type { ClassIdentity } from "../../infra/identity.ts";
import { errorMessage } from "../../lib/errors.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { heldResources, pricedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { identityInState } from "../record/class-identity.ts";
import { heldBy } from "../record/held-resources.ts";
import { Ledger } from "../record/ledger.ts";
import { isOther } from "../record/other-class.ts";
import { usualReading } from "../students/parallel.ts";
import type { StudentsPlace } from "../students/place.ts";
import type { HeldStack } from "./costing.ts";

/** The content of the states of a class's stacks. */
export interface ClassStates {
  /** From the class's own stack; undefined when it is not up, or unreadable. */
  readonly identity: ClassIdentity | undefined;
  readonly stacks: readonly HeldStack[];
  /** All their resources, including those that AWS has created for them. */
  readonly present: Ledger;
  /** What could not be read. */
  readonly unread: readonly Unread[];
}

/** A stack or place that could not be read: it may cost. */
export interface Unread {
  readonly what: string;
  readonly reason: string;
}

/**
 * Exports every stack of a class once. An unreadable one does not stop the others; one that is a class of its own is left
 * out.
 *
 * @param region the class's, for resources without one
 * @param parallel how many states are read at the same time: each one starts a Pulumi process
 * @throws PulumiError when the backend does not list its stacks
 */
export async function classStates(
  place: Pick<StudentsPlace, "stack" | "stackOf" | "listed">,
  region: string,
  now: Date,
  parallel = usualReading(),
): Promise<ClassStates> {
  const students = [...(await place.listed()).keys()];
  const all: readonly (readonly [string | undefined, PulumiStack])[] = [
    [undefined, place.stack],
    ...students.map((id) => [id, place.stackOf(id)] as const),
  ];
  const read = await pMap(all, ([id, stack]) => stateOf(id, stack, region, now), {
    concurrency: parallel,
  });
  const states = read
    .filter((each) => "held" in each)
    .filter(({ student, identity }) => student === undefined || !isOther(student, identity));
  return {
    identity: states.find(({ student }) => student === undefined)?.identity,
    stacks: states,
    present: new Ledger(states.flatMap(({ held }) => held)),
    unread: read.filter((each) => "reason" in each),
  };
}

/** A stack as it was read. */
interface StackState extends HeldStack {
  readonly held: Ledger["held"];
  readonly identity: ClassIdentity | undefined;
}

async function stateOf(
  student: string | undefined,
  stack: PulumiStack,
  region: string,
  now: Date,
): Promise<StackState | Unread> {
  try {
    const exported = await stack.export();
    const identity = identityInState(exported);
    const own = identity?.region ?? region;
    const { held } = await heldBy(heldResources(exported), own, now);
    const resources = pricedResources(exported);
    const [account] = deployedAccount(exported).accounts;
    return { stack: stack.name, student, region: own, account, resources, held, identity };
  } catch (error) {
    return { what: `stack ${stack.name}`, reason: errorMessage(error) };
  }
}
