import type { Report } from "../../lib/progress.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { LOCAL } from "../local/local-stack.ts";
import { openStack, type OpenStack } from "../stack/open-stack.ts";
import { exclusively } from "../local/run-lock.ts";
import { NoLabError, provableLabs } from "../stack/subjects.ts";

const report = (line: string): void => {
  console.log(line);
};

/** `npm run class -- break`: makes the known fault of some labs, for the class to find and mend. */
export async function breakLabs(stack: string, labs: readonly string[]): Promise<number> {
  await makeFaults(await openStack(stack, report), labs, report);
  report(`\nnpm run class -- check   finds it\nnpm run class -- solve   mends it`);
  return 0;
}

/** @throws NoLabError when one of them has none, or the class is the real one; nothing is broken then */
export async function makeFaults(
  open: OpenStack,
  labs: readonly string[],
  report: Report,
): Promise<void> {
  const { environment, stack } = open.config;
  if (environment === "prod")
    throw new NoLabError(`stack ${stack} is prod, the real class: break a lab in dev or local`);
  const provable = await provableLabs(open, labs);
  const faults = provable.map(({ subject, proof: { fault } }) => {
    if (fault) return { subject, fault };
    throw new NoLabError(`lab ${subject.lab.id} has no fault to practise with`);
  });
  for (const { subject, fault } of faults) {
    await fault.make(subject);
    report(`${subject.lab.id}: ${fault.does.en}`);
  }
}

/** `npm run class -- solve`: an `up` that looks first at what is really there. */
export function solve(stack: string): Promise<number> {
  const mend = async (): Promise<number> => {
    const open = await openStack(stack, report);
    await open.stack.up({ refresh: true });
    return 0;
  };
  // On AWS the backend has a lock of its own.
  return stack === LOCAL ? exclusively(new LocalFolder().path, report, mend) : mend();
}
