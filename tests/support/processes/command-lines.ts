import { readdirSync, readFileSync } from "node:fs";

/** Whether any process of this machine has a word on its command line; Linux only. */
export const runsAnywhere = (word: string): boolean =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
      } catch {
        return false; // it has ended
      }
    });
