import { styleText } from "node:util";
import { inKorean, type Text } from "../../labs/contract/text.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { textTable, wrapped } from "../console/text-table.ts";
import type { ClassConfig } from "../../infra/config.ts";
import type { OutputDeclarations } from "../../labs/contract/outputs.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** The width of a paragraph. */
const WIDTH = 100;

/**
 * The outputs of a class as its instructor reads them out: lab by lab, in class order, each with what it teaches.
 *
 * @param language @default the locale's
 */
export function describeOutputs(
  { labs }: Pick<ClassConfig, "labs">,
  outputs: Readonly<Record<string, Outputs>>,
  language: Language = userLanguage(),
): string {
  const blocks = labs.map(({ lab: { id, title, teaches, outputs: declared } }) =>
    [
      `${styleText("bold", id)}  ${inLanguage(title, language)}`,
      ...wrapped(inLanguage(teaches, language), WIDTH - 2).map((line) => `  ${line}`),
      ...describeLab(declared, outputs[id] ?? {}, language),
    ].join("\n"),
  );
  return `\n${blocks.join("\n\n")}\n`;
}

const inLanguage = (text: Text, language: Language): string =>
  language === "ko" ? inKorean(text) : text.en;

/** A lab's outputs in the order in which it declares them, each with its label. */
function describeLab(declared: OutputDeclarations, outputs: Outputs, language: Language): string[] {
  const rows = Object.entries(declared).flatMap(([name, { label }]) =>
    outputs[name] === undefined
      ? []
      : linesOf(outputs[name]).map((line, at) => [
          at === 0 ? inLanguage(label, language) : "",
          line,
        ]),
  );
  return textTable(rows, ["left", "left"]).map((line) => `  ${line}`.trimEnd());
}

/** A list or a map has a line for each member, a text its own lines. */
function linesOf(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.entries(value).map(([key, member]) => `${key}: ${linesOf(member).join(", ")}`);
}
