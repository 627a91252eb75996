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

/** A text in lines of at most `width` columns, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && stringWidth(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

/** A text that takes at most `width` columns; what is cut off is shown by `…`. */
export function fitted(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let shown = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(`${shown}${segment}…`) > width) break;
    shown += segment;
  }
  return `${shown}…`;
}
