import { type Graph as Described, instance, type Subgraph } from "@viz-js/viz";
import stringWidth from "string-width";
import { z } from "zod";
import type { Frame } from "./frames.ts";
import type { Box, Graph } from "./graph.ts";

/** Lengths are in points: 16 of them are the page's font size. */
const LETTER = 7.4;
const PADDING = 24;
const BOX_HEIGHT = 46;
const LEAST_WIDTH = 92;
const INCH = 72;

/** Longer names are cut; the box's tooltip has the whole name. */
const LONGEST = 34;

/** A rectangle, from its upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The positions of everything in a graph. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Box & Place)[];
  readonly frames: readonly (Frame & Place)[];
  /** The path of each line, and the tip of its arrow. */
  readonly lines: readonly { readonly path: string; readonly end: readonly [number, number] }[];
}

export const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;

const POINTS = z.string().transform((text) => text.split(/[ ,]/).map(Number));

const LAID_OUT = z.object({
  bb: POINTS,
  objects: z
    .array(
      z.object({
        name: z.string(),
        bb: POINTS.optional(),
        pos: POINTS.optional(),
        width: z.coerce.number().default(0),
        height: z.coerce.number().default(0),
      }),
    )
    .default([]),
  edges: z.array(z.object({ pos: z.string().optional() })).default([]),
});

let graphviz: ReturnType<typeof instance> | undefined;

/** Calculates all positions with Graphviz, which gets numbers instead of names, and no text from users. */
export async function layoutOf(graph: Graph): Promise<Layout> {
  graphviz ??= instance();
  const { boxes, frames } = graph;
  const result = LAID_OUT.parse((await graphviz).renderJSON(described(graph), { engine: "dot" }));
  const [, , width = 0, height = 0] = result.bb;
  const named = new Map(result.objects.map((each) => [each.name, each]));
  return {
    width,
    height,
    boxes: boxes.flatMap((box, at) => {
      const { pos: [x = 0, y = 0] = [], ...size } = named.get(`b${at}`) ?? { width: 0, height: 0 };
      const [w, h] = [size.width * INCH, size.height * INCH];
      return [{ ...box, x: x - w / 2, y: height - y - h / 2, width: w, height: h }];
    }),
    frames: frames.flatMap((frame, at) => {
      const [left = 0, bottom = 0, right = 0, top = 0] = named.get(`cluster_f${at}`)?.bb ?? [];
      return [{ ...frame, x: left, y: height - top, width: right - left, height: top - bottom }];
    }),
    lines: result.edges.flatMap(({ pos }) => (pos === undefined ? [] : [lineOf(pos, height)])),
  };
}

/** The graph for Graphviz: `b1` is the second box, `cluster_f0` the first frame. */
function described({ group, boxes, frames, lines }: Graph): Described {
  const boxName = new Map(boxes.map(({ urn }, at) => [urn, `b${at}`]));
  const frameName = new Map(frames.map(({ key }, at) => [key, `f${at}`]));
  const inside = (key: string): string | undefined => {
    const own = boxes.find(({ frame }) => frame === key);
    if (own) return boxName.get(own.urn);
    const part = frames.find(({ around }) => around === key);
    return part === undefined ? `anchor_${frameName.get(key) ?? ""}` : inside(part.key);
  };
  const subgraph = ({ key, title }: Frame): Subgraph => {
    const parts = frames.filter(({ around }) => around === key);
    const own = boxes.filter(({ frame }) => frame === key);
    const isEmpty = parts.length + own.length === 0;
    return {
      name: `cluster_${frameName.get(key) ?? ""}`,
      // As wide as its title, whatever characters that contains.
      graphAttributes: { label: "x".repeat(stringWidth(cut(title))), margin: 12 },
      nodes: [
        ...own.map(({ urn }) => ({ name: boxName.get(urn) ?? "" })),
        ...(isEmpty ? [{ name: `anchor_${frameName.get(key) ?? ""}`, attributes: ANCHOR }] : []),
      ],
      subgraphs: parts.map(subgraph),
    };
  };
  // A lab about networks shows them side by side; other labs show the path of a request.
  const isNetwork = frames.filter((frame) => frame.group === group).length >= lines.length;
  return {
    directed: true,
    graphAttributes: { ...GRAPH, rankdir: isNetwork ? "TB" : "LR" },
    nodeAttributes: { shape: "box", fixedsize: true, label: "" },
    edgeAttributes: { arrowsize: 0.6 },
    nodes: boxes.map((box, at) => ({ name: `b${at}`, attributes: sizeOf(box) })),
    edges: lines.flatMap(([from, to]) => {
      const tail = boxName.get(from);
      const frame = frameName.get(to);
      const head = frame === undefined ? boxName.get(to) : inside(to);
      if (tail === undefined || head === undefined) return [];
      return [
        { tail, head, ...(frame !== undefined && { attributes: { lhead: `cluster_${frame}` } }) },
      ];
    }),
    subgraphs: frames
      .filter(({ around }) => around === undefined || !frameName.has(around))
      .map(subgraph),
  };
}

const GRAPH = {
  compound: true,
  nodesep: 0.2,
  ranksep: 0.5,
  pad: 0,
  margin: 0,
  fontsize: 13,
  fontname: "Helvetica",
  labeljust: "l",
};

/** An invisible node, so that an empty subnet is visible. */
const ANCHOR = { width: 0.6, height: 0.2, style: "invis" };

function sizeOf({ kind, what }: Box) {
  const letters = Math.max(stringWidth(cut(kind)), stringWidth(cut(what)));
  const width = Math.max(LEAST_WIDTH, letters * LETTER + PADDING);
  return { width: width / INCH, height: (what === "" ? BOX_HEIGHT - 14 : BOX_HEIGHT) / INCH };
}

/** `e,X,Y x,y x,y x,y ...`: the tip of the arrow, then a start and Bézier curves. */
function lineOf(pos: string, height: number): Layout["lines"][number] {
  const points = pos
    .split(" ")
    .map((text) =>
      text
        .replace(/^[es],/, "")
        .split(",")
        .map(Number),
    )
    .map(([x = 0, y = 0]): [number, number] => [x, height - y]);
  const [end = [0, 0], start = [0, 0], ...curve] = points;
  const shown = ([x, y]: readonly [number, number]) => `${round(x)} ${round(y)}`;
  return { path: `M${shown(start)}C${curve.map(shown).join(" ")}L${shown(end)}`, end };
}

export const round = (length: number): number => Math.round(length * 10) / 10;
