import os from "node:os";
import type { Compared, Table } from "./compared.ts";
import { forMarkdown, forTerminal } from "./compared.ts";

/** What one benchmark has found. */
export interface Section {
  /** As it is asked for, and as docs/performance.md marks its place. */
  readonly name: string;
  readonly table: Table;
  readonly rows: readonly Compared[];
  /** Sentences below the table. */
  readonly notes: readonly string[];
  readonly isMet: boolean;
}

/** Where and when something was measured. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  /** Of the minute before. */
  readonly load: number;
  readonly node: string;
  readonly date: string;
}

export const thisMachine = (): Machine => ({
  cores: os.availableParallelism(),
  processor: os.cpus()[0]?.model.trim() ?? "unknown",
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
});

export const describeMachine = ({
  cores,
  processor,
  memoryGiB,
  load,
  node,
  date,
}: Machine): string =>
  `${date}: ${cores} cores (${processor}), ${memoryGiB} GiB, Node ${node}; load ${load} before.`;

export const sectionForTerminal = ({ table, notes }: Section, machine: Machine): string =>
  [forTerminal(table), "", ...notes, describeMachine(machine)].join("\n");

export const sectionForMarkdown = ({ table, notes }: Section, machine: Machine): string =>
  [forMarkdown(table), "", ...[...notes, describeMachine(machine)].map((note) => `- ${note}`)].join(
    "\n",
  );

/**
 * A document with a section in the place of the one before, between `<!-- bench:NAME -->` and `<!-- bench:end -->`.
 *
 * @throws Error when the document has no such place
 */
export function withSection(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench:${name} -->`, "<!-- bench:end -->"];
  const [from, to] = [document.indexOf(begin), document.indexOf(end, document.indexOf(begin))];
  if (from < 0 || to < 0) throw new Error(`the document has no ${begin} ... ${end}`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
