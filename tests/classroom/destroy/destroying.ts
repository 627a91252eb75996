import { destroyAll } from "../../../classroom/destroy/destroy-all.ts";
import { heldResources } from "../../../classroom/pulumi/deployed-class.ts";
import {
  type Destroyed,
  FakeStack,
  IDENTITY,
  type StateResource,
  urnOf,
} from "../../support/fakes/fake-stack.ts";
import { awsAt } from "../../support/subjects.ts";

export interface Circumstances {
  readonly check?: () => Promise<void>;
  readonly proveAgain?: () => Promise<void>;
  readonly change?: (stack: FakeStack) => unknown;
  /** What is not to be destroyed. */
  readonly spared?: readonly StateResource[];
}

/** What `destroyAll` does with these resources, by what each destroy does. */
export async function destroyed(
  endpoint: string,
  resources: readonly StateResource[],
  destroys: readonly Destroyed[],
  circumstances: Circumstances = {},
) {
  const { check = () => Promise.resolve(), change = () => undefined, spared = [] } = circumstances;
  const { proveAgain } = circumstances;
  const stack = new FakeStack(resources);
  stack.destroys = destroys;
  change(stack);
  const pauses: number[] = [];
  const lines: string[] = [];
  const options = {
    check: () => {
      stack.calls.push("check");
      return check();
    },
    report: (line: string) => void lines.push(line),
    verbose: true,
    sleep: (ms: number) => Promise.resolve(pauses.push(ms / 1000)),
    spared: new Map(spared.map((each) => [urnOf(each), "it is locked"])),
  };
  const open = { identity: IDENTITY, stack: stack.pulumi, aws: awsAt(endpoint), proveAgain };
  const done = destroyAll(open, heldResources(await stack.export()), options);
  const stuck = await done.catch((error: unknown) => error as Error);
  const why =
    stuck instanceof Error
      ? stuck.message
      : stuck.map(({ resource, reason }) => `${resource.name}: ${reason}`);
  return { why, stuck, pauses, lines, calls: stack.calls };
}
