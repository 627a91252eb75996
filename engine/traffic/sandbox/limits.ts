/** Resource limits of a sandbox. */
export interface Limits {
  /** For the scripts of a server's user data; the CPU time of an application. */
  readonly seconds: number;
  /** Running at the same time, including threads. */
  readonly processes: number;
  /** Memory of all processes together, swapped out or not, with their page tables, and the address space of each. */
  readonly memoryMiB: number;
  /** Parts of their address spaces, for each of which the kernel keeps a record. */
  readonly mappings: number;
  /** Locks of files, for which it does, too. */
  readonly locks: number;
  /** Everything that is written, kept in memory while it runs. */
  readonly diskMiB: number;
  /** Files, folders and links on that disk. */
  readonly files: number;
  /** Output of a server's scripts. */
  readonly outputMiB: number;
  /** Total size of the pages that they leave. */
  readonly webRootMiB: number;
}

/** Those of a boot. */
export const LIMITS: Limits = {
  seconds: 60,
  processes: 64,
  memoryMiB: 256,
  mappings: 50_000,
  locks: 1000,
  diskMiB: 64,
  files: 20_000,
  outputMiB: 4,
  webRootMiB: 16,
};

/** The limits that can end what runs in a sandbox. */
export type LimitName = "time" | "processes" | "memory" | "locks" | "disk" | "output" | "web root";
