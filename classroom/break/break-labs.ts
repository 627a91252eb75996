import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { openStack, type OpenStack } from "../stack/open-stack.ts";
import { NoLabError, provableLabs } from "../stack/subjects.ts";

const report = (line: string): void => {
  console.log(line);
};

export interface FaultOptions {
  /** Whether to say what was broken: the class is to find it by itself. @default false */
  readonly show?: boolean;
}

/** `npm run class -- break`: breaks labs on purpose, for the class to find and repair. */
export async function breakLabs(
  stack: string,
  labs: readonly string[],
  { show }: FaultOptions,
): Promise<number> {
  await makeFaults(await openStack(stack, report), labs, report, { show });
  const option = stack === LOCAL ? "" : ` --stack ${stack}`;
  report(
    `\nnpm run class -- check${option}   finds it\nnpm run class -- solve${option}   repairs it`,
  );
  return 0;
}

/** @throws NoLabError when one of them has no fault, or the class is the real one; nothing is broken then */
export async function makeFaults(
  open: OpenStack,
  labs: readonly string[],
  report: Report,
  { show = false }: FaultOptions = {},
): Promise<void> {
  const { environment, stack } = open.config;
  if (environment === "prod")
    throw new NoLabError(`stack ${stack} is prod, the real class: break labs in dev or local`);
  const provable = await provableLabs(open, labs);
  const faults = provable.map(({ subject, proof: { fault } }) => {
    if (fault) return { subject, fault };
    throw new NoLabError(`lab ${subject.lab.id} has no fault to practise on`);
  });
  for (const { subject, fault } of faults) {
    await fault.make(subject);
    report(`${subject.lab.id}: ${show ? fault.does.en : "one thing is broken now"}`);
  }
}
