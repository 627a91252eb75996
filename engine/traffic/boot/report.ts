import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LimitName } from "../sandbox/limits.ts";

/** The report from the sandbox's first command about the scripts. */
export interface Report {
  /** Whether it is complete. */
  complete: boolean;
  exitCode: number;
  limit: LimitName | undefined;
  /** Running services, services that start at boot, and installed packages. */
  readonly active: string[];
  readonly enabled: string[];
  readonly packages: string[];
  /** The end of each log in /var/log. */
  readonly logs: Map<string, string>;
  /** Scripts that run at every boot. */
  readonly perBoot: Map<string, string>;
  /** Files in the web root that the web server may not read, and links, which are not followed. */
  readonly denied: string[];
  /** Bytes and number of the written pages. */
  bytes: number;
  entries: number;
}

/** Maximum length of a header: a kind, a size, and a name as long as web servers accept. */
const MOST_HEADER_BYTES = 1200;

/** More entries than anybody creates by hand. */
const MOST_ENTRIES = 3000;

const MOST_LOGS = 10;
const MOST_PER_BOOT = 10;

/** Maximum size of a record other than a page. */
const MOST_RECORD_BYTES = 64 * 1024;

/**
 * Reads the report as a stream, and writes the pages to a folder. Scripts can write to the report, too, so nothing in it is
 * trusted, neither names nor sizes.
 */
export class ReportReader {
  readonly report: Report = {
    complete: false,
    exitCode: 0,
    limit: undefined,
    active: [],
    enabled: [],
    packages: [],
    logs: new Map(),
    perBoot: new Map(),
    denied: [],
    bytes: 0,
    entries: 0,
  };
  readonly #folder: string;
  readonly #mostBytes: number;
  #rest: Buffer = Buffer.alloc(0);
  /** Data after `#rest`, joined only when a record is complete, because a large page arrives in many pieces. */
  #later: Buffer[] = [];
  #missing = 0;
  #broken = false;

  /** @param folder an empty one, for the pages */
  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** @returns false when reading must stop: it is not a report, or there are too many pages */
  take(chunk: Buffer): boolean {
    if (this.#broken) return false;
    this.#later.push(chunk);
    this.#missing -= chunk.length;
    if (this.#missing > 0) return true;
    this.#rest = Buffer.concat([this.#rest, ...this.#later]);
    this.#later = [];
    try {
      while (this.#record());
    } catch {
      this.#broken = true;
      this.report.complete = false;
    }
    return !this.#broken;
  }

  /** Reads one complete record. @throws when it is invalid, or too large */
  #record(): boolean {
    const end = this.#rest.indexOf(0);
    if (end === -1 ? this.#rest.length > MOST_HEADER_BYTES : end > MOST_HEADER_BYTES)
      throw new Error("no header");
    if (end === -1) return false;
    const header = this.#rest.toString("utf8", 0, end);
    const [, kind, digits, name] = /^([a-z]+) (\d{1,10}) (.*)$/s.exec(header) ?? [];
    if (kind === undefined || name === undefined) throw new Error("no header");
    const size = Number(digits);
    const most = kind === "page" ? this.#mostBytes : MOST_RECORD_BYTES;
    if (size > most) this.#tooLarge();
    this.#missing = end + 1 + size - this.#rest.length;
    if (this.#missing > 0) return false;
    this.#take(kind, name, this.#rest.subarray(end + 1, end + 1 + size));
    this.#rest = this.#rest.subarray(end + 1 + size);
    return true;
  }

  #take(kind: string, name: string, content: Buffer): void {
    const { report } = this;
    const isText = !name.includes("\uFFFD"); // no URL in a browser can contain other names
    if (++report.entries > MOST_ENTRIES) this.#tooLarge();
    const text = content.toString();
    if (kind === "exit") report.exitCode = Number(text) & 0xff;
    else if (kind === "limit") report.limit = text === "time" ? "time" : "disk";
    else if (kind === "active" || kind === "enabled" || kind === "packages")
      report[kind].push(name);
    else if (kind === "log") {
      if (report.logs.size < MOST_LOGS) report.logs.set(name, text);
    } else if (kind === "boot") {
      if (report.perBoot.size < MOST_PER_BOOT) report.perBoot.set(name, text);
    } else if (kind === "denied" || kind === "link" || !isText) report.denied.push(name);
    else if (kind === "end") report.complete = true;
    else if (kind === "folder") mkdirSync(this.#inside(name), { recursive: true });
    else if (kind === "page") this.#write(name, content);
    else throw new Error("no such record");
  }

  #write(name: string, content: Buffer): void {
    this.report.bytes += content.length;
    if (this.report.bytes > this.#mostBytes) this.#tooLarge();
    const file = this.#inside(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
  }

  #tooLarge(): never {
    this.report.limit = "web root";
    throw new Error("too large");
  }

  /** A name's file in the folder. @throws when it is not inside */
  #inside(name: string): string {
    if (name === "") return this.#folder;
    const wrong = (part: string) => part === "" || part === "." || part === "..";
    if (name.split("/").some(wrong)) throw new Error("no name");
    return path.join(this.#folder, name);
  }
}
