/** Names are shorter than this, and most sentences, too. */
const SHOWN_CHARACTERS = 200;

/** Literal text in one line: nothing in it works as Markdown, HTML or a mention. */
export function code(text: string): string {
  const plain = text.replaceAll(/[`\s\p{Cc}]+/gu, " ").trim();
  return `\`${plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS)}...` : plain || " "}\``;
}

/** The same for several lines. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

export const row = (columns: readonly string[]): string => `| ${columns.join(" | ")} |`;

/** The first `most` lines of a list, and the number of those left out. */
export function shortened(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `- ... and ${lines.length - most} more`];
}

/** Folded content. @param summary HTML */
export const folded = (summary: string, lines: readonly string[]): string[] => [
  `<details><summary>${summary}</summary>`,
  "",
  ...lines,
  "",
  "</details>",
];
