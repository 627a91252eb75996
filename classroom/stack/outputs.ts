import { styleText } from "node:util";
import { bilingual } from "../../labs/contract/text.ts";
import { textTable } from "../console/text-table.ts";
import type { ClassConfig } from "../../infra/config.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** The outputs of a class as its teacher reads them, lab by lab, in class order. */
export function describeOutputs(
  { labs }: ClassConfig,
  outputs: Readonly<Record<string, Outputs>>,
): string {
  const blocks = labs.map(({ lab: { id, title, outputs: declared } }) => {
    const heading = `${styleText("bold", id)}  ${bilingual(title)}`;
    return [heading, ...describeLab(Object.keys(declared), outputs[id] ?? {})].join("\n");
  });
  return `\n${blocks.join("\n\n")}\n`;
}

function describeLab(declared: readonly string[], outputs: Outputs): string[] {
  const rows = declared
    .filter((name) => outputs[name] !== undefined)
    .flatMap((name) => linesOf(outputs[name]).map((line, at) => [at === 0 ? name : "", line]));
  return textTable(rows, ["left", "left"]).map((line) => `  ${line}`.trimEnd());
}

/** A list or a map has a line for each member, a text its own lines. */
function linesOf(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.entries(value).map(([key, member]) => `${key}: ${linesOf(member).join(", ")}`);
}
