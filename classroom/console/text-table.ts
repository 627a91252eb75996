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
