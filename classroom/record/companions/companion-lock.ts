import { createHash, randomBytes } from "node:crypto";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { errorMessage } from "../../../lib/errors.ts";
import { identify } from "../../../lib/processes.ts";
import type { Report } from "../../../lib/progress.ts";
import { InUseError } from "../../local/run-lock.ts";
import type { CompanionStacks } from "./companion-stacks.ts";

/** What a companion's name may contain. */
const UNFIT = /[^\w-]/g;

/** A host name may have 253 characters, a stack's name 100. */
const HOST_LENGTH = 40;

const digest = (text = ""): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Who holds a lock: in its name, because that takes one call less than in its content. */
interface Holder {
  readonly pid: number;
  /** Digests of the process's place and start: two processes that have the same number differ in one of them. */
  readonly place: string;
  readonly started: string;
  readonly host: string;
}

function holder(): Holder {
  const { pid } = process;
  const { place, started } = identify(pid) ?? {};
  const host = os.hostname().replace(UNFIT, "-").slice(0, HOST_LENGTH);
  return { pid, place: digest(place), started: digest(started), host };
}

/** No lock has the name of an earlier one, which may be removed at this moment. */
const nameOf = ({ pid, place, started, host }: Holder): string =>
  ["lock", pid, place, started, host, randomBytes(3).toString("hex")].join(".");

/** @returns undefined for a companion that is not a lock */
export function holderIn(name: string): Holder | undefined {
  const [, pid, place = "", started = "", host = ""] =
    /^lock\.(\d+)\.(\w+)\.(\w+)\.([\w-]+)\.\w+$/.exec(name) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), place, started, host };
}

/** Whether the holder was killed on this machine, so that only this machine can take its lock over. */
const isLeft = ({ pid, place, started }: Holder): boolean =>
  place === holder().place && started !== digest(identify(pid)?.started);

/** How often, and how long after, a command looks whether one that began at the same moment has given way. */
const TRIES = 4;
const PAUSE_MS = 1000;

/** How long after its beginning a command may still give way. */
const BEGINNING_MS = 60_000;

/** The lock of another command. */
interface Other extends Holder {
  readonly name: string;
  /** Empty while it is being made. */
  readonly since: string;
}

const described = ({ pid, host, since }: Other): string =>
  `process ${pid} on ${host}${since === "" ? "" : `, since ${since}`}`;

/**
 * A command's lock of a stack on a backend that only Pulumi writes: each command makes a companion of its own, and works once it sees
 * no other. Of several that begin at the same moment, all but the first in the order of names give way.
 */
export class CompanionLock {
  readonly #stacks: CompanionStacks;
  readonly #pauseMs: number;
  readonly #name = nameOf(holder());

  /** @param pauseMs between two looks */
  constructor(stacks: CompanionStacks, pauseMs = PAUSE_MS) {
    this.#stacks = stacks;
    this.#pauseMs = pauseMs;
  }

  /** Runs `work` while no other command of ours works on the stack. @throws InUseError */
  async exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    try {
      await this.#stacks.create(this.#name);
      await this.#untilAlone();
      return await work();
    } finally {
      await this.#letGo(report);
    }
  }

  async #untilAlone(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const others = await this.#others();
      const [first] = others;
      if (first === undefined) return;
      if (tries === TRIES || !others.every((other) => this.#givesWay(other)))
        throw new InUseError(
          `${described(first)}, is working on this stack. Wait for it; if it was killed: ${this.#stacks.removal(first.name)}`,
        );
      await sleep(this.#pauseMs);
    }
  }

  /** Whether another command gives way to this one, where it has not begun to work. */
  #givesWay({ name, since }: Other): boolean {
    const isBeginning = since === "" || Math.abs(Date.now() - Date.parse(since)) < BEGINNING_MS;
    return name > this.#name && isBeginning;
  }

  /** Other commands' locks, without those of commands that were killed on this machine, which are removed. */
  async #others(): Promise<readonly Other[]> {
    const others = [...(await this.#stacks.list())].flatMap(([name, since]) => {
      const other = name === this.#name ? undefined : holderIn(name);
      return other === undefined ? [] : [{ ...other, name, since }];
    });
    for (const { name } of others.filter(isLeft)) await this.#stacks.remove(name);
    return others.filter((other) => !isLeft(other));
  }

  /** Releases our lock. An error is reported: thrown, it would hide the one before. */
  async #letGo(report: Report): Promise<void> {
    await this.#stacks.remove(this.#name).catch((error: unknown) => {
      report(
        `The lock of this command may stay: ${errorMessage(error)}\n  fix: ${this.#stacks.removal(this.#name)}`,
      );
    });
  }
}
