import type { Report } from "../../lib/progress.ts";
import { openStack, type OpenStack } from "../stack/open-stack.ts";
import { NoLabError, provableLabs } from "../stack/subjects.ts";

const report = (line: string): void => {
  console.log(line);
};

/** `npm run class -- break`: breaks labs on purpose, for the class to find and repair. */
export async function breakLabs(stack: string, labs: readonly string[]): Promise<number> {
  await makeFaults(await openStack(stack, report), labs, report);
  report(`\nnpm run class -- check   finds it\nnpm run class -- solve   repairs it`);
  return 0;
}

/** @throws NoLabError when one of them has no fault, or the class is the real one; nothing is broken then */
export async function makeFaults(
  open: OpenStack,
  labs: readonly string[],
  report: Report,
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
    report(`${subject.lab.id}: ${fault.does.en}`);
  }
}
