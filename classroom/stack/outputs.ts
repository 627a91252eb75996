import { styleText } from "node:util";
import { bilingual } from "../../labs/contract/text.ts";
import type { ClassConfig } from "../../infra/config.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** What a teacher reads out, lab by lab, in class order. */
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
  const names = declared.filter((name) => outputs[name] !== undefined);
  const width = Math.max(0, ...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${shown(outputs[name], width)}`);
}

/** A list or a map goes on below its first line, a long text is indented as a whole. */
function shown(value: unknown, width: number): string {
  const lines = linesOf(value);
  return lines.join(`\n${" ".repeat(width + 4)}`);
}

function linesOf(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.entries(value).map(([key, member]) => `${key}: ${linesOf(member).join(", ")}`);
}
