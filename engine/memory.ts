import { readFileSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../lib/files.ts";

/** Something that took time to find out, and the stamp that tells whether it still holds. */
export interface Fact {
  readonly stamp: string;
  readonly value: string;
}

type Facts = Record<string, Fact>;

const fileIn = (cache: string): string => path.join(cache, "memory.json");

export const recall = (cache: string, key: string): Fact | undefined => read(cache)[key];

/** Notes a fact. Of two processes that note one at once the slower wins; the other finds out again. */
export function remember(cache: string, key: string, fact: Fact): void {
  write(cache, { ...read(cache), [key]: fact });
}

export function forget(cache: string, key: string): void {
  const { [key]: known, ...others } = read(cache);
  if (known) write(cache, others);
}

function read(cache: string): Facts {
  try {
    return JSON.parse(readFileSync(fileIn(cache), "utf8")) as Facts;
  } catch {
    return {}; // nothing noted yet, or nothing that can be read: it is found out again
  }
}

function write(cache: string, facts: Facts): void {
  writeWhole(fileIn(cache), JSON.stringify(facts));
}
