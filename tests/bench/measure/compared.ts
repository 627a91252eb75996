import { type Alignment, textTable } from "../../../classroom/console/text-table.ts";
import { row } from "../../../classroom/preview/markdown.ts";
import type { Measured } from "./measured.ts";

/** What something takes here, and what it takes in another way. */
export interface Compared {
  readonly what: string;
  readonly ours: Measured;
  /** Undefined when there is no other way. */
  readonly theirs?: Measured | undefined;
  readonly wanted?: Wanted | undefined;
}

/** What is asked for: the most seconds, or the largest part of what the other takes. */
export interface Wanted {
  readonly seconds?: number;
  readonly ratio?: number;
  /** Of memory. */
  readonly memoryRatio?: number;
  /** The most memory, in bytes. */
  readonly memory?: number;
}

/** A table, as long as nothing says where it is shown. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** @param names of the two ways */
export function comparisonTable(
  rows: readonly Compared[],
  names: { readonly ours: string; readonly theirs: string },
): Table {
  const { ours, theirs } = names;
  return {
    head: [
      "",
      "time ratio",
      "memory ratio",
      `${ours}, s`,
      `${theirs}, s`,
      `${ours}, MiB`,
      `${theirs}, MiB`,
      "wanted",
    ],
    rows: rows.map((each) => [
      each.what,
      ratio(each, "seconds")?.toFixed(2) ?? "",
      ratio(each, "peak")?.toFixed(2) ?? "",
      ...pair(each, ({ seconds }) => seconds.toFixed(seconds < 10 ? 2 : 0)),
      ...pair(each, ({ peak }) => (peak / 2 ** 20).toFixed(0)),
      verdicts(each)
        .map(({ text, isMet }) => `${text}: ${isMet ? "met" : "MISSED"}`)
        .join("; "),
    ]),
  };
}

/** Whether all that is asked for is met. */
export const isMet = (each: Compared): boolean => verdicts(each).every((verdict) => verdict.isMet);

export const forTerminal = ({ head, rows }: Table): string =>
  textTable(
    [head, ...rows],
    head.map((_, at): Alignment => (isFigure(at, head) ? "right" : "left")),
  ).join("\n");

export const forMarkdown = ({ head, rows }: Table): string =>
  [head, head.map((_, at) => (isFigure(at, head) ? "---:" : "---")), ...rows].map(row).join("\n");

/** The first and the last column have words. */
const isFigure = (at: number, { length }: Table["head"]): boolean => at > 0 && at < length - 1;

const pair = ({ ours, theirs }: Compared, shown: (figures: Measured) => string): string[] => [
  shown(ours),
  theirs === undefined ? "" : shown(theirs),
];

const ratio = ({ ours, theirs }: Compared, key: keyof Measured): number | undefined =>
  theirs && ours[key] / theirs[key];

function verdicts(each: Compared) {
  const { ours, wanted = {} } = each;
  const verdict = (text: string, figure: number | undefined, most: number | undefined) =>
    most === undefined || figure === undefined ? [] : [{ text, isMet: figure <= most }];
  return [
    ...verdict(`time ratio ${wanted.ratio}`, ratio(each, "seconds"), wanted.ratio),
    ...verdict(`memory ratio ${wanted.memoryRatio}`, ratio(each, "peak"), wanted.memoryRatio),
    ...verdict(`${wanted.seconds} s`, ours.seconds, wanted.seconds),
    ...verdict(`${(wanted.memory ?? 0) / 2 ** 20} MiB`, ours.peak, wanted.memory),
  ];
}
