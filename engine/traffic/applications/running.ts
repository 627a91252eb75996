import { rmSync } from "node:fs";
import type { Limits } from "../sandbox/limits.ts";
import { findBubblewrap, startSandbox } from "../sandbox/sandbox.ts";
import { Application } from "./application.ts";
import { stageApplication, makeStage, type Staged } from "./stages.ts";

/** For the application, and the relay beside it. Node reserves more address space than it uses, so only what is resident counts. */
const LIMITS: Limits = {
  ...{ seconds: 300, processes: 128, memoryMiB: 384, diskMiB: 64, files: 20_000 },
  ...{ mappings: 50_000, locks: 1000, outputMiB: 4, webRootMiB: 16 },
};

/** How long an application has for an answer: 60 on AWS. */
const ANSWER_SECONDS = 10;

/** What is started in the sandbox. */
export interface Startable extends Staged {
  readonly command: string;
}

/** Elastic Beanstalk's port for a Node.js application. */
const PORT = "8080";

/**
 * Starts an application in a sandbox, whose network is its own loopback.
 *
 * @param folder of the class, after which what is staged is named
 * @throws when a file has an invalid name
 */
export function run({ command, ...staged }: Startable, folder: string): Application {
  const stage = makeStage(folder);
  const release = () => {
    rmSync(stage, { recursive: true, force: true });
  };
  try {
    stageApplication(stage, staged);
    const { processes, diskMiB, seconds } = LIMITS;
    const limits = [processes, diskMiB * 1024, seconds].map(String);
    const sandbox = startSandbox(findBubblewrap() ?? "", {
      ...{ stage, hostname: "ip-10-0-0-1", diskMiB, devices: [], sockets: true },
      programs: { node: process.execPath },
      command: [
        ...["/usr/bin/nice", "-n", "19", "/bin/bash", "/opt/class/start.sh", ...limits],
        ...[command, PORT, String(ANSWER_SECONDS)],
      ],
    });
    sandbox.report.once("data", release); // the relay has loaded everything
    sandbox.process.once("close", release).once("error", release);
    return new Application(sandbox, LIMITS);
  } catch (error) {
    release();
    throw error;
  }
}
