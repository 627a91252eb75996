import { pluralIs } from "../../console/plural.ts";
import { type Alignment, fitted, textTable } from "../../console/text-table.ts";
import { SHARED } from "./expected.ts";
import type { Line, Operation, Result } from "./operation.ts";

/** The available space. */
export interface Room {
  readonly columns: number;
  /** Lines. */
  readonly rows: number;
}

const RESULTS: readonly Result[] = [
  "created",
  "updated",
  "replaced",
  "deleted",
  "unchanged",
  "failed",
];

/** Name, resources, seconds, and what it waits for or its result. */
type Row = readonly [name: string, resources: string, time: string, what: string];

const ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left"];

/** A running operation, one line for each lab. With too little space, finished labs share one line. */
export function linesAtWork(operation: Operation, now: number, { columns, rows }: Room): string[] {
  const lines = [...operation.lines.values()];
  const room = Math.max(1, rows - 1); // the total needs one, too
  const isFull = lines.length > room;
  const shown = isFull ? lines.filter((line) => !line.isDone).slice(0, room - 1) : lines;
  const rest = lines.length - shown.length;
  const table = [
    ...shown.map((line) => rowAtWork(operation, line, now)),
    ...(isFull ? [[`${rest} others`, "", "", ""] as const] : []),
    totalRow(operation, now),
  ];
  return inColumns(table, columns);
}

/** The result of an operation, one line for each lab; a single line when it has changed nothing. */
export function summaryLines(operation: Operation, now: number, columns: number): string[] {
  const lines = [...operation.lines.values()];
  if (lines.every(({ resources }) => resources.size === 0)) return [];
  const inOne = inOneLine(operation);
  if (inOne !== undefined) return [inOne];
  const rows = lines.map((line): Row => [
    line.name,
    numbers(line),
    seconds(duration(line)),
    results([line]),
  ]);
  const [name, resources, time] = totalRow(operation, now);
  return inColumns([...rows, [name, resources, time, results(lines)]], columns);
}

/** The result of an operation that has changed no resource; undefined when it has, or has failed. */
export function inOneLine({ lines, hasSucceeded, kind }: Operation): string | undefined {
  if (!hasSucceeded) return undefined;
  const all = [...lines.values()];
  if (kind === "refresh") return `Compared the state with AWS: ${found(all)}.`;
  if (!all.every(isUnchanged)) return undefined;
  const count = sum(all, ({ resources }) => resources.size);
  return `No changes: ${pluralIs(count, "resource")} as the program describes.`;
}

/** The results of a refresh: what AWS does not have any more is deleted from the state. */
const found = (lines: readonly Line[]): string =>
  results(lines)
    .replace(/\bupdated\b/, "changed")
    .replace(/\bdeleted\b/, "gone");

/** Whether all examined resources are unchanged. */
export const isUnchanged = (line: Line): boolean => line.count("unchanged") === line.resources.size;

const inColumns = (rows: readonly Row[], columns: number): string[] =>
  // One column stays free: a terminal may wrap after the last one.
  textTable(rows, ALIGNMENTS).map((line) => fitted(`  ${line}`, columns - 1));

function rowAtWork(operation: Operation, line: Line, now: number): Row {
  const failed = line.count("failed");
  const what = failed > 0 ? `${failed} failed` : waitingFor(operation, line, now);
  const time =
    line.first === undefined ? "" : seconds(atWork(line) ? now - line.first : duration(line));
  return [line.name, numbers(line), time, what];
}

/** Whether it is still running, as far as known. */
const atWork = (line: Line): boolean =>
  line.longest !== undefined || (line.total !== undefined && !line.isDone);

/** The longest running step, of the lab or of shared resources. */
export function waitingFor(operation: Operation, line: Line, now: number): string {
  const { longest } = line;
  if (longest) return stepOf(longest, now);
  const shared = operation.lines.get(SHARED)?.longest;
  if (!shared || line.isDone || line.name === SHARED || line.total === undefined) return "";
  return `waiting for the shared ${shared.title}`;
}

/** `creating load balancer, 45 s` */
function stepOf({ title, step }: NonNullable<Line["longest"]>, now: number): string {
  const lasts = Math.round((now - step.since) / 1000);
  return `${step.verb} ${title}${lasts > 0 ? `, ${lasts} s` : ""}`;
}

function totalRow(operation: Operation, now: number): Row {
  const { lines, kind, phase, fetching, start } = operation;
  const all = [...lines.values()];
  const done = sum(all, (line) => line.done);
  const totals = all.map(({ total }) => total);
  const total = totals.includes(undefined) ? undefined : sum(totals, (each) => each ?? 0);
  const isKnown = total !== undefined && all.length > 0;
  const resources = isKnown ? `${done} of ${total}` : String(done);
  return [
    "total",
    resources,
    seconds(now - start),
    phase === "changing" ? "" : (fetching ?? (phase === "starting" ? STARTS[kind] : PREVIEW)),
  ];
}

const PREVIEW = "previewing the changes, checking the policies";

const STARTS = {
  up: "starting the program",
  refresh: "comparing the state with AWS",
  destroy: "starting Pulumi",
} as const;

/** `9 of 12`, or `9` when the total is unknown. */
export const numbers = ({ done, total }: Line): string =>
  total === undefined ? String(done) : `${done} of ${total}`;

/** `9 created, 3 unchanged` */
export const results = (lines: readonly Line[]): string =>
  RESULTS.flatMap((result) => {
    const count = sum(lines, (line) => line.count(result));
    return count > 0 ? [`${count} ${result}`] : [];
  }).join(", ");

/** From its first step to its last, in milliseconds. */
export const duration = ({ first, last }: Line): number => (first === undefined ? 0 : last - first);

export const seconds = (milliseconds: number): string =>
  `${Math.max(0, Math.round(milliseconds / 1000))} s`;

const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((total, each) => total + of(each), 0);
