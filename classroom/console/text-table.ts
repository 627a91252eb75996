import { columns, padded } from "./text-width.ts";

export type Alignment = "left" | "right";

/** Rows in columns as wide as their widest cell, two spaces apart. */
export function textTable(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string[] {
  const widths = alignments.map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ""))));
  return rows.map((row) =>
    alignments
      .map((alignment, at) => {
        const cell = row[at] ?? "";
        const width = widths[at] ?? 0;
        return alignment === "left"
          ? padded(cell, width)
          : " ".repeat(width - columns(cell)) + cell;
      })
      .join("  ")
      .trimEnd(),
  );
}
