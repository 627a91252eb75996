import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../../lib/files.ts";
import { readBoot } from "../boot/boot-record.ts";
import { stageOf } from "../boot/carry-out.ts";
import type { Boot } from "../boot/outcome.ts";
import type { ServerId } from "./connection.ts";

/** The last known state of a server. */
export interface Seen {
  readonly boot: Boot;
  /** When it was launched, started again after a stop, or rebooted. */
  readonly launched: string;
  /** Identifies the version of its template's cfn-init part that was applied; empty when there is none. */
  readonly init: string;
  /** The last deployment applied to it; empty when there was none. */
  readonly deployment: string;
  /** The last one that has succeeded on it; empty when there was none. */
  readonly deployed: string;
}

/** What is stored of it beside the boot, also by an older version. */
const SEEN = z.object({
  launched: z.string(),
  init: z.string().default(""),
  deployment: z.string().default(""),
  deployed: z.string().default(""),
});

/** The stored data of servers: a folder for each that has booted. */
export class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder of a server. */
  place({ region, instanceId }: ServerId): string {
    return path.join(this.#folder, named(region), named(instanceId));
  }

  /** The state noted by an earlier process. */
  read(id: ServerId): Seen | undefined {
    const boot = readBoot(this.place(id));
    if (boot?.instanceId !== id.instanceId) return undefined;
    try {
      return { boot, ...SEEN.parse(JSON.parse(readFileSync(this.#file(id), "utf8"))) };
    } catch {
      return undefined; // this process was stopped between the two writes
    }
  }

  write(id: ServerId, seen: Seen): Seen {
    const { launched, init, deployment, deployed } = seen; // the boot has its own record
    writeWhole(this.#file(id), JSON.stringify({ launched, init, deployment, deployed }));
    return seen;
  }

  /** Deletes the data of a region's servers that no longer exist. */
  removeAllBut(region: string, known: Pick<ReadonlySet<string>, "has">): void {
    const folder = path.join(this.#folder, named(region));
    for (const name of namesIn(folder).filter((each) => !known.has(each)))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }

  #file(id: ServerId): string {
    return path.join(this.place(id), "seen.json");
  }
}

/** Deletes what a killed process has staged for the servers in `folder`. */
export function removeBootStages(folder: string): void {
  for (const region of namesIn(folder))
    for (const id of namesIn(path.join(folder, region)))
      rmSync(stageOf(path.join(folder, region, id)), { recursive: true, force: true });
}

/** @returns none where there is no folder: no server has booted */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A region or an id from AWS as the name of a folder. */
function named(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`${name} is neither a region nor an id`);
  return name;
}
