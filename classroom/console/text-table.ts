import stringWidth from "string-width";

export type Alignment = "left" | "right";

/** Rows in columns as wide as their widest cell on a terminal, two spaces apart. */
export function textTable(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string[] {
  const widths = alignments.map((_, at) =>
    Math.max(...rows.map((row) => stringWidth(row[at] ?? ""))),
  );
  return rows.map((row) =>
    alignments
      .map((alignment, at) => {
        const cell = row[at] ?? "";
        const space = " ".repeat((widths[at] ?? 0) - stringWidth(cell));
        return alignment === "left" ? cell + space : space + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Wraps a text into lines of at most `width` columns, at word boundaries. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && stringWidth(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

/** Shortens a text to at most `width` columns; `…` shows the cut. */
export function fitted(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let shown = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(`${shown}${segment}…`) > width) break;
    shown += segment;
  }
  return `${shown}…`;
}
