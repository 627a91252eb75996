import { escaped } from "../../lib/html.ts";
import { type Cell, isColour } from "./terminal.ts";

const FONT_SIZE = 13;
const CHARACTER_WIDTH = 7.8;
const LINE_HEIGHT = 18;
const PADDING = 16;
const TITLE_HEIGHT = 28;

/** GitHub's dark theme. */
const COLOURS: Readonly<Record<number, string>> = {
  31: "#ff7b72",
  32: "#3fb950",
  33: "#d29922",
  34: "#58a6ff",
  35: "#bc8cff",
  36: "#39c5cf",
  90: "#6e7681",
};

export interface Picture {
  /** What a screen reader says. */
  readonly title: string;
  readonly columns: number;
}

/** A screen as a picture in the form of a terminal window. */
export function svgOf(lines: readonly (readonly Cell[])[], { title, columns }: Picture): string {
  const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * PADDING);
  const height = TITLE_HEIGHT + lines.length * LINE_HEIGHT + PADDING;
  const rows = lines.map((line, row) => {
    const y = TITLE_HEIGHT + (row + 1) * LINE_HEIGHT - 4;
    return runsOf(line).map((run) => textOf(run, y));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(title)}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117" stroke="#30363d"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (colour, at) => `<circle cx="${PADDING + 4 + at * 18}" cy="15" r="5.5" fill="${colour}"/>`,
    ),
    ...rows.flat(),
    "</svg>\n",
  ].join("\n");
}

/** Characters of one style that stand together. */
interface Run {
  readonly column: number;
  readonly cells: readonly Cell[];
}

function runsOf(line: readonly Cell[]): Run[] {
  const runs: { column: number; cells: Cell[] }[] = [];
  for (const [column, cell] of line.entries()) {
    const last = runs.at(-1);
    if (last?.cells[0]?.style.join() === cell.style.join()) last.cells.push(cell);
    else runs.push({ column, cells: [cell] });
  }
  return runs.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ""));
}

/** Stretched to its columns, so that tables stand straight in any font. */
function textOf({ column, cells }: Run, y: number): string {
  const text = cells
    .map((cell) => cell.text)
    .join("")
    .trimEnd();
  const style = cells[0]?.style ?? [];
  const colour = COLOURS[style.find(isColour) ?? 0] ?? (style.includes(2) ? "#8b949e" : "#e6edf3");
  const weight = style.includes(1) ? ' font-weight="bold"' : "";
  const x = (PADDING + column * CHARACTER_WIDTH).toFixed(1);
  const trailing = cells.length - cells.findLastIndex((cell) => cell.text !== " ") - 1;
  const length = ((cells.length - trailing) * CHARACTER_WIDTH).toFixed(1);
  return `<text x="${x}" y="${y}" fill="${colour}"${weight} xml:space="preserve" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
}
