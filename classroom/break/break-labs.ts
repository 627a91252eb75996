import { type FaultOptions, makeFaults } from "../checking/make-faults.ts";
import { callOn } from "../console/call-on.ts";
import { openStack } from "../stack/open-stack.ts";

const report = (line: string): void => {
  console.log(line);
};

/** `npm run class -- break`: breaks labs on purpose, for students to find and repair. */
export async function breakLabs(
  stack: string,
  labs: readonly string[],
  { show }: FaultOptions,
): Promise<number> {
  await makeFaults(await openStack(stack, report), labs, report, { show });
  report(`\n${callOn("check", stack)}   finds it\n${callOn("solve", stack)}   repairs it`);
  return 0;
}
