import { type Html, markup } from "../html/markup.ts";
import type { Graph } from "./graph.ts";
import { cut, type Layout, layoutOf, round } from "./layout.ts";

/** Margin, so that lines with a width of 1 are not cut off at the edge. */
const EDGE = 2;

/** Size of one point of a drawing, in rem of the page. */
const REM = 1 / 16;

/**
 * A graph as a drawing for a page: boxes for resources, frames for networks, lines from client to server. It has no style of its
 * own; `drawing.css` has its colours.
 *
 * @param label what a screen reader says before the drawing's content
 */
export async function drawingOf(graph: Graph, label: string): Promise<Html | undefined> {
  if (graph.boxes.length + graph.frames.length === 0) return undefined;
  const { width, height, boxes, frames, lines } = await layoutOf(graph);
  const [w, h] = [Math.ceil(width + 2 * EDGE), Math.ceil(height + 2 * EDGE)];
  const names = [...frames.map(({ title }) => title), ...boxes.map(nameOf)].join(", ");
  return markup`<svg class="drawing" role="img" aria-label="${label}: ${names}" viewBox="${-EDGE} ${-EDGE} ${w} ${h}" width="${round(w * REM)}rem" height="${round(h * REM)}rem">
${frames.map(frameIn)}${lines.map(lineIn)}${boxes.map(boxIn)}</svg>`;
}

const nameOf = ({ kind, what }: Graph["boxes"][number]): string =>
  what === "" ? kind : `${kind} ${what}`;

/** A network is filled, its subnets are not. */
const frameIn = ({ x, y, width, height, title, around }: Layout["frames"][number]): Html =>
  markup`<rect class="${around === undefined ? "net" : "subnet"}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/><text class="frame" x="${round(x + 10)}" y="${round(y + 19)}">${cut(title)}</text>`;

const lineIn = ({ path, end: [x, y] }: Layout["lines"][number]): Html =>
  markup`<path class="line" d="${path}"/><circle class="end" cx="${round(x)}" cy="${round(y)}" r="2.6"/>`;

function boxIn(box: Layout["boxes"][number]): Html {
  const { x, y, width, height, kind, what, isShared } = box;
  const [left, middle] = [round(x + 12), y + height / 2];
  const lines =
    what === ""
      ? markup`<text class="kind" x="${left}" y="${round(middle + 4.5)}">${cut(kind)}</text>`
      : markup`<text class="kind" x="${left}" y="${round(middle - 4)}">${cut(kind)}</text><text x="${left}" y="${round(middle + 13)}">${cut(what)}</text>`;
  return markup`<g><title>${nameOf(box)}</title><rect class="${isShared ? "box shared" : "box"}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="4"/>${lines}</g>`;
}
