/** Names are shorter, and sentences hardly longer. */
const SHOWN_CHARACTERS = 200;

/** Text as it is, in one line: nothing in it can be taken for Markdown or HTML, or calls anybody. */
export function code(text: string): string {
  const plain = text.replaceAll(/[`\s\p{Cc}]+/gu, " ").trim();
  return `\`${plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS)}...` : plain || " "}\``;
}

/** The same in several lines. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

export const row = (columns: readonly string[]): string => `| ${columns.join(" | ")} |`;

/** The first `most` of a list's lines; how many were left out stands below them. */
export function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `- ... and ${lines.length - most} more`];
}

/** What is shown at a click. @param summary HTML */
export const folded = (summary: string, lines: readonly string[]): string[] => [
  `<details><summary>${summary}</summary>`,
  "",
  ...lines,
  "",
  "</details>",
];
