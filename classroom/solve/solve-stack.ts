import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import { openStack } from "../stack/open-stack.ts";
import { describeRepairs } from "./repairs.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- solve`: an `up` that looks first at what is really there. It ends with what it has repaired.
 *
 * @returns the exit code
 */
export function solveStack(name: string): Promise<number> {
  const repair = async (): Promise<number> => {
    const open = await openStack(name, report);
    report(describeRepairs(await open.stack.up({ refresh: true })));
    return 0;
  };
  // On AWS the backend has a lock of its own.
  return name === LOCAL ? exclusively(new LocalFolder().path, report, repair) : repair();
}
