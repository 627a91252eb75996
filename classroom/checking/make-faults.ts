import type { Fault, Subject } from "../../labs/contract/check.ts";
import type { Report } from "../../lib/progress.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { NoLabError, provableLabs } from "../stack/subjects.ts";

export interface FaultOptions {
  /** Whether to show what was broken; by default students find it themselves. @default false */
  readonly show?: boolean;
}

/** A fault of a deployed lab. */
export interface KnownFault {
  readonly subject: Subject;
  readonly fault: Fault;
}

/** Breaks labs. @throws NoLabError when one of them has no fault, or the class is the real one; nothing is broken then */
export async function makeFaults(
  open: OpenStack,
  labs: readonly string[],
  report: Report,
  { show = false }: FaultOptions = {},
): Promise<void> {
  for (const { subject, fault } of await faultsOf(open, labs)) {
    await fault.make(subject);
    report(`${subject.lab.id}: ${show ? fault.does.en : "one thing is broken now"}`);
  }
}

/** The faults of labs. @throws NoLabError when one of them has none, or the class is the real one */
export async function faultsOf(open: OpenStack, labs: readonly string[]): Promise<KnownFault[]> {
  const { environment, stack } = open.config;
  if (environment === "prod")
    throw new NoLabError(`stack ${stack} is prod, the real class: break labs in dev or local`);
  const provable = await provableLabs(open, labs);
  return provable.map(({ subject, proof: { fault } }) => {
    if (fault) return { subject, fault };
    throw new NoLabError(`lab ${subject.lab.id} has no fault to practise on`);
  });
}
