import { readFileSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../lib/files.ts";

/** A result that took time to find out, with a stamp that shows whether it is still valid. */
export interface Fact {
  readonly stamp: string;
  readonly value: string;
}

type Facts = Record<string, Fact>;

const fileIn = (cache: string): string => path.join(cache, "memory.json");

export const recall = (cache: string, key: string): Fact | undefined => read(cache)[key];

/** Stores a result. If two processes do so at once, the later one wins; the other finds out again. */
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
    return {}; // nothing stored yet, or unreadable: it is found out again
  }
}

function write(cache: string, facts: Facts): void {
  writeWhole(fileIn(cache), JSON.stringify(facts));
}
