import { styleText } from "node:util";
import {
  isServed,
  type LoadResult,
  type Percentile,
  PERCENTILES,
} from "../../labs/load-test/load-driver.ts";
import { type Alignment, textTable } from "../console/text-table.ts";

/** A row of a table, with a bar for its number. */
interface Row {
  readonly name: string;
  readonly value: number;
  /** Text between the number and its bar. */
  readonly note?: string;
}

/** Length of the longest bar in characters. */
const BAR = 40;

const NOTE: readonly Alignment[] = ["right"];

const NO_ANSWER = "no answer";

const LATENCY_NAMES: Readonly<Record<Percentile, string>> = {
  p50: "50 %",
  p75: "75 %",
  p90: "90 %",
  p97_5: "97.5 %",
  p99: "99 %",
  max: "all",
};

/** A load test as tables with bars: answers by server, latency, errors. */
export function describeLoad(result: LoadResult): string {
  const { url, users, concurrency, seconds, answers, unanswered, latency } = result;
  const answered = users - unanswered;
  const rate = seconds > 0 ? Math.round(answered / seconds) : 0;
  const byCount = [...answers].sort(([a], [b]) => a.localeCompare(b, "en"));
  const share = (value: number) => `${Math.round((value / users) * 100)} %`;
  const who: Row[] = byCount.map(([name, value]) => ({ name, value, note: share(value) }));
  if (unanswered > 0) who.push({ name: NO_ANSWER, value: unanswered, note: share(unanswered) });
  const waits = PERCENTILES.map((name) => ({ name: LATENCY_NAMES[name], value: latency[name] }));
  return [
    "",
    `${users} users, ${concurrency} at once: ${url}`,
    `${seconds.toFixed(1)} s, ${rate} answers per second`,
    "",
    styleText("bold", "Answers by server"),
    ...table(who),
    ...(answered > 0
      ? ["", styleText("bold", "Latency in ms, by share of users"), ...table(waits)]
      : []),
    "",
    verdict(result),
  ].join("\n");
}

function verdict(result: LoadResult): string {
  if (isServed(result)) return styleText("green", "Every user was served.");
  const { seconds, maxSeconds, refused, unanswered, timeouts } = result;
  const others = unanswered - timeouts;
  const errors = [
    refused > 0 && `${refused} got an error`,
    timeouts > 0 && `${timeouts} timed out`,
    others > 0 && `${others} had no connection or lost it`,
    seconds >= maxSeconds && `the test was stopped after ${maxSeconds} s`,
  ];
  return styleText("red", `Not every user was served: ${errors.filter(Boolean).join(", ")}.`);
}

function table(rows: readonly Row[]): string[] {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const hasNotes = rows.some(({ note }) => note !== undefined);
  const cells = rows.map(({ name, value, note = "" }) => [
    ...[name, String(value)],
    ...(hasNotes ? [note] : []),
    bar(value / most),
  ]);
  const alignments: readonly Alignment[] = ["left", "right", ...(hasNotes ? NOTE : []), "left"];
  return textTable(cells, alignments).map((line) => `  ${line}`);
}

/** Eighths of a character, to tell close numbers apart. */
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

function bar(share: number): string {
  const eighths = Math.round(share * BAR * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
