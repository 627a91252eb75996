/** Replaces the rows of the Markdown table with these headings. @throws Error when there is no such table */
export function withTable(
  text: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => cellsOf(line).join("|") === headings.join("|"));
  if (head === -1) throw new Error(`there is no table with the headings ${headings.join(", ")}`);
  const length = lines.slice(head).findIndex((line) => !line.startsWith("|"));
  const end = length === -1 ? lines.length : head + length;
  return lines.toSpliced(head + 2, end - head - 2, ...rows.map(row)).join("\n");
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
