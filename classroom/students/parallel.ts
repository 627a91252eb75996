import os from "node:os";

/** How many students' states a machine can read at the same time: each takes half a second of a core. */
export const usualReading = (): number => os.availableParallelism() + 1;

const GIB = 1024 ** 3;

/** Peak memory of one student's Pulumi, and memory left to the machine, in GiB. See docs/performance.md. */
const EACH_GIB = 0.7;
const SPARE_GIB = 2;

const MOST = 10;

/** How many students' stacks a machine can change at the same time. */
export const usualParallel = (
  cores = os.availableParallelism(),
  freeGiB = process.availableMemory() / GIB,
): number => Math.max(1, Math.min(MOST, 3 * cores, Math.floor((freeGiB - SPARE_GIB) / EACH_GIB)));
