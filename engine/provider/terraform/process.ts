// A running Terraform AWS provider.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** The value that Terraform passes to plugins, which otherwise refuse to start. */
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const START_TIMEOUT_MS = 120_000;
/** Enough of a panic to see its origin. */
const PANIC_LINES = 6;

/** Without these, it writes megabytes of traces that nobody reads. */
const QUIET = { TF_LOG_PROVIDER: "OFF", TF_LOG_SDK: "OFF", TF_LOG_SDK_PROTO: "OFF" };
/**
 * It builds a schema of 100 MB and runs only for a short time: less frequent garbage collection makes the start a fifth faster.
 */
const FEWER_COLLECTIONS = { GOGC: "400" };

export interface TerraformProcess {
  /** Its address in gRPC's format. */
  readonly address: string;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Its panic message; empty without a panic. */
  readonly panic: readonly string[];
  readonly kill: () => void;
}

/** Functions that stop each running provider. */
const running = new Set<() => void>();

/** Kills every running provider. They have no state of their own, and ignore SIGTERM. */
export function killAll(): void {
  for (const kill of running) kill();
}

/**
 * Starts a provider and waits until it listens.
 * @param log receives its own log lines, which are many
 * @throws when it ends early, or uses another protocol than 5
 */
export async function startTerraform(
  file: string,
  log?: (line: string) => void,
): Promise<TerraformProcess> {
  const folder = socketFolder();
  const child = spawn(file, [], {
    env: {
      ...FEWER_COLLECTIONS,
      ...(log ? {} : QUIET),
      ...process.env,
      TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5",
      PLUGIN_MIN_PORT: "10000",
      PLUGIN_MAX_PORT: "25000",
      PLUGIN_UNIX_SOCKET_DIR: folder,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  running.add(kill);
  child.once("exit", () => {
    running.delete(kill);
    rmSync(folder, { recursive: true, force: true });
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  const panic: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    log?.(line);
    if (line.startsWith("panic:") || (panic.length > 0 && panic.length < PANIC_LINES))
      panic.push(line);
  });
  try {
    const firstLine = new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once("line", resolve),
    );
    const address = parseAnnouncement(await Promise.race([firstLine, failure(child, file)]));
    return { address, ended, panic, kill };
  } catch (error) {
    kill();
    throw error;
  }
}

/** A folder for its socket, which a killed provider leaves behind. */
function socketFolder(): string {
  const temporary = os.tmpdir();
  // A socket's path has a maximum of 103 bytes, of which the names below take 38.
  const base = Buffer.byteLength(temporary) > 60 ? "/tmp" : temporary;
  return mkdtempSync(path.join(base, "aws-class-tf-"));
}

/** Parses `CORE|PROTOCOL|NETWORK|ADDRESS|...`, in which a plugin reports its address. */
function parseAnnouncement(line: string): string {
  const [core, protocol, network, address = ""] = line.trim().split("|");
  if (core !== "1" || protocol !== "5")
    throw new Error(`the Terraform provider announced itself as "${line}", expected protocol 5`);
  return network === "unix" ? `unix:${address}` : address;
}

/** Rejects when the process cannot be started, ends, or takes too long. */
async function failure(child: ChildProcess, file: string): Promise<never> {
  return new Promise((_, reject) => {
    child.once("error", (error) => {
      reject(new Error(`the Terraform provider ${file} does not start: ${error.message}`));
    });
    // Not "exit": its output may not have been read completely then.
    child.once("close", (code, signal) => {
      reject(new Error(`the Terraform provider ended early (${signal ?? code ?? "unknown"})`));
    });
    const late = () => {
      reject(new Error("the Terraform provider did not start in time"));
    };
    setTimeout(late, START_TIMEOUT_MS).unref();
  });
}
