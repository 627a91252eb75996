import { styleText } from "node:util";
import type { ClassConfig } from "../../infra/config.ts";
import type { OnEmulator, OutputDeclarations } from "../../labs/contract/outputs.ts";
import { inKorean, type Text } from "../../labs/contract/text.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { textTable, wrapped } from "../console/text-table.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** The width of a paragraph. */
const WIDTH = 100;

/**
 * The outputs of a class as its instructor reads them out: lab by lab, in class order, each with what it teaches.
 *
 * @param language @default the locale's
 */
export function describeOutputs(
  { labs, environment }: Pick<ClassConfig, "labs" | "environment">,
  outputs: Readonly<Record<string, Outputs>>,
  language: Language = userLanguage(),
): string {
  const blocks = labs.map(({ lab: { id, title, teaches, outputs: declared } }) =>
    [
      `${styleText("bold", id)}  ${inLanguage(title, language)}`,
      ...wrapped(inLanguage(teaches, language), WIDTH - 2).map((line) => `  ${line}`),
      ...describeLab(declared, outputs[id] ?? {}, {
        language,
        isEmulated: environment === "local",
      }),
    ].join("\n"),
  );
  return `\n${blocks.join("\n\n")}\n`;
}

const inLanguage = (text: Text, language: Language): string =>
  language === "ko" ? inKorean(text) : text.en;

const EMULATED: Readonly<Record<Language, string>> = { en: "(emulated)", ko: "(에뮬레이션)" };

const WITHHELD: Readonly<Record<Language, string>> = {
  en: "on AWS only: here the address is emulated, and belongs to somebody else",
  ko: "AWS에서만 가능: 여기서는 에뮬레이션된 주소이며, 실제로는 다른 사람의 주소입니다",
};

/** A lab's outputs in the order in which it declares them, each with its label. */
function describeLab(
  declared: OutputDeclarations,
  outputs: Outputs,
  { language, isEmulated }: { readonly language: Language; readonly isEmulated: boolean },
): string[] {
  const shown = (value: unknown, onEmulator: OnEmulator | undefined) => {
    if (!isEmulated || onEmulator === undefined) return linesOf(value);
    if (onEmulator === "withheld") return [WITHHELD[language]];
    return linesOf(value).map((line) => `${line}  ${EMULATED[language]}`);
  };
  const rows = Object.entries(declared).flatMap(([name, { label, onEmulator }]) =>
    outputs[name] === undefined
      ? []
      : shown(outputs[name], onEmulator).map((line, at) => [
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
