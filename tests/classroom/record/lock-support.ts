import { spawnSync } from "node:child_process";
import os from "node:os";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { identify } from "../../../lib/processes.ts";
import type { FakeBucket } from "../../support/fakes/fake-bucket.ts";

/** The key of the lock of stack `dev`. */
export const KEY = ".aws-class/dev/lock";

/** A lock as a killed command of this machine leaves it. @param process what identifies it */
export const lockOf = (process: object): string =>
  `process 12 on ${os.hostname()}, since 2026-12-01T09:00:00.000Z\n${JSON.stringify(process)}`;

/** A process that has ended. */
export const dead = { pid: spawnSync("true").pid, started: "1" };

/** Where this process runs. */
export const place = identify(process.pid)?.place ?? "";

export const silent = () => undefined;

/** Works on stack `dev` of a bucket under its lock. */
export const underLock = (bucket: FakeBucket, work: () => void = silent): Promise<void> =>
  new BucketShelf(bucket.s3, "states", "", "dev").exclusively(silent, () => {
    work();
    return Promise.resolve();
  });
