import { anHour } from "../console/money.ts";
import {
  countKinds,
  type EnvironmentPreview,
  isForbidden,
  KINDS,
  losesData,
} from "./environment-preview.ts";
import { environmentSection } from "./environment-section.ts";
import { row } from "./markdown.ts";
import { dearer, verdict } from "./phrases.ts";

/** Identifies the comment, so that it is edited in place. */
export const MARKER = "<!-- aws-class preview -->";

/** GitHub allows 65,536 characters. */
const LIMIT = 60_000;

/** Maximum lengths of lists, from more than anybody reads down to none. */
const LENGTHS = [200, 100, 60, 40, 30, 20, 15, 10, 7, 5, 3, 2, 1, 0];

/**
 * What a pull request would change in every environment, as one comment in Markdown: names of resources and properties, no
 * values. Failures come first. In a long comment, lists are shortened, and it says by how much.
 */
export function comment(previews: readonly EnvironmentPreview[]): string {
  const sorted = previews.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)));
  for (const most of LENGTHS) {
    const text = textOf(sorted, most);
    if (text.length < LIMIT) return text;
  }
  throw new Error(`${previews.length} environments do not fit into one comment`);
}

const textOf = (previews: readonly EnvironmentPreview[], most: number): string =>
  [
    MARKER,
    "## Preview",
    "",
    ...table(previews),
    "",
    ...previews.flatMap((preview) => environmentSection(preview, most)),
  ].join("\n");

const isWell = ({ failure }: EnvironmentPreview): boolean => failure === undefined;

const table = (previews: readonly EnvironmentPreview[]): string[] => [
  row(["environment", ...KINDS, "unchanged", "an hour", "policy"]),
  row(["---", ...KINDS.map(() => "--:"), "--:", "--:", "---"]),
  ...previews.map((preview) => row(cells(preview))),
];

function cells({
  stack,
  failure,
  changes,
  unchanged,
  cost,
  findings,
}: EnvironmentPreview): string[] {
  const counts = countKinds(changes);
  const lost = changes.filter(losesData).map(({ kind }) => kind);
  const ill = failure !== undefined || findings?.some(isForbidden);
  const known = changes.length > 0 || failure === undefined;
  return [
    `${ill ? ":x: " : ""}**${stack}**${failure === undefined ? "" : " failed"}`,
    ...KINDS.map((kind) =>
      known ? `${lost.includes(kind) ? ":warning: " : ""}${counts[kind]}` : "",
    ),
    known ? String(unchanged) : "",
    cost ? `${anHour(cost.after)} (${dearer(cost.after - cost.before)})` : "",
    findings ? verdict(findings) : "",
  ];
}
