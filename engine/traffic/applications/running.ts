import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Limits } from "../server/facts.ts";
import { findBubblewrap, sandboxUser, startSandbox } from "../server/sandbox.ts";
import { inside } from "../server/stage.ts";
import { Application } from "./application.ts";

/** For the application, and the relay beside it. Node reserves more address space than it uses, so only what is resident counts. */
const LIMITS: Limits = {
  ...{ seconds: 300, processes: 128, memoryMiB: 384, diskMiB: 64, files: 20_000 },
  ...{ outputMiB: 4, webRootMiB: 16 },
};

/** How long an application has for an answer: 60 on AWS. */
const ANSWER_SECONDS = 10;

/** What is started in the sandbox. */
export interface Startable {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Elastic Beanstalk's port for a Node.js application. */
const PORT = "8080";

/** Starts an application in a sandbox, whose network is its own loopback. @throws when a file has an invalid name */
export function run({ files, command, properties }: Startable): Application {
  const stage = mkdtempSync(path.join(os.tmpdir(), "aws-class-application-"));
  const release = () => {
    rmSync(stage, { recursive: true, force: true });
  };
  try {
    fill(stage, files, properties);
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
    sandbox.process.once("close", release);
    return new Application(sandbox, LIMITS);
  } catch (error) {
    release();
    throw error;
  }
}

/** As root, this process reads and writes what the sandbox's user may not. */
function fill(stage: string, files: Startable["files"], properties: Startable["properties"]): void {
  const user = sandboxUser();
  const own = (name: string, mode: number): void => {
    chmodSync(name, mode);
    if (user !== undefined) chownSync(name, user, user);
  };
  own(stage, 0o700);
  const put = (name: string, content: string | Buffer): void => {
    const file = path.join(stage, name);
    let folder = path.dirname(file);
    mkdirSync(folder, { recursive: true });
    for (; folder !== stage; folder = path.dirname(folder)) own(folder, 0o755);
    writeFileSync(file, content);
    own(file, 0o644);
  };
  put("app/.keep", "");
  for (const [name, content] of files) put(`app/${inside(name)}`, content);
  const pairs = Object.entries(properties).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  put("properties", pairs.map(([name, value]) => `${name}=${value}\0`).join(""));
  for (const name of ["start.sh", "relay.ts"])
    put(name, readFileSync(path.join(import.meta.dirname, name)));
  put("package.json", JSON.stringify({ type: "module" }));
}
