import { styleText } from "node:util";
import type { ClassConfig } from "../../infra/config.ts";
import type {
  OutputDeclaration,
  OutputDeclarations,
  OutputKind,
} from "../../labs/contract/outputs.ts";
import { inKorean, type Text } from "../../labs/contract/text.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { LOCAL } from "../console/shared-options.ts";
import { textTable, wrapped } from "../console/text-table.ts";
import type { AddressesHere } from "./addresses-here.ts";
import { cliOnEmulator } from "./cli-on-emulator.ts";

type Outputs = Readonly<Record<string, unknown>>;

/** How an emulated AWS is reached. */
export interface Emulation {
  /** Which of its addresses are served on this machine. @default none */
  readonly here?: AddressesHere | undefined;
  /** The emulator's address. @default none: no emulator runs */
  readonly endpoint?: string | undefined;
}

/** The width of a paragraph. */
const WIDTH = 100;

/**
 * The outputs of a class for its instructor: by lab, in class order, each with what it teaches.
 *
 * @param language @default the locale's
 * @param emulation how the emulated AWS is reached @default AWS is not emulated
 */
export function describeOutputs(
  { labs, environment, region }: Pick<ClassConfig, "labs" | "environment" | "region">,
  outputs: Readonly<Record<string, Outputs>>,
  language: Language = userLanguage(),
  { here, endpoint }: Emulation = {},
): string {
  const isEmulated = environment === "local";
  const blocks = labs.map(({ lab: { id, title, teaches, outputs: declared } }) =>
    [
      `${styleText("bold", id)}  ${inLanguage(title, language)}`,
      ...wrapped(inLanguage(teaches, language), WIDTH - 2).map((line) => `  ${line}`),
      ...table(shownOutputs(declared, outputs[id] ?? {}, { language, isEmulated, here })),
    ].join("\n"),
  );
  const cli = isEmulated ? cliOnEmulator(blocks, { endpoint, region, language }) : [];
  if (cli.length > 0) blocks.push(cli.join("\n"));
  return `\n${blocks.join("\n\n")}\n`;
}

/** Outputs that one acts on; the others only inform. */
const ACTIONS: readonly OutputKind[] = ["link", "command"];

/**
 * How to start with a class: by lab, in class order, the links to open and the commands to run, and how to show the other
 * outputs. Outputs withheld on the emulated AWS are left out.
 *
 * @param language @default the locale's
 * @param emulation how the emulated AWS is reached @default AWS is not emulated
 */
export function describeActions(
  config: Pick<ClassConfig, "labs" | "environment" | "stack" | "region">,
  outputs: Readonly<Record<string, Outputs>>,
  language: Language = userLanguage(),
  { here, endpoint }: Emulation = {},
): string {
  const { labs, environment, stack, region } = config;
  const isEmulated = environment === "local";
  const reading = { language, isEmulated, here };
  const lines = labs.flatMap(({ lab: { id, title, outputs: declared } }) => {
    const shown = shownOutputs(declared, outputs[id] ?? {}, reading).filter(
      ({ kind, isWithheld = false }) => ACTIONS.includes(kind) && !isWithheld,
    );
    return [`${styleText("bold", id)}  ${inLanguage(title, language)}`, ...table(shown)];
  });
  const option = stack === LOCAL ? "" : ` --stack ${stack}`;
  const cli = isEmulated ? cliOnEmulator(lines, { endpoint, region, language }) : [];
  const rest = `npm run class -- outputs${option}   ${EVERYTHING[language]}`;
  return ["", ...lines, "", ...cli, rest].join("\n");
}

const EVERYTHING: Readonly<Record<Language, string>> = {
  en: "shows every value, and what each lab teaches",
  ko: "모든 값과 각 실습의 학습 내용을 보여 줍니다",
};

/** A text in one of the two languages. */
export const inLanguage = (text: Text, language: Language): string =>
  language === "ko" ? inKorean(text) : text.en;

/** Marks an emulated address. */
export const EMULATED: Readonly<Record<Language, string>> = {
  en: "(emulated)",
  ko: "(에뮬레이션)",
};

/** Shown in place of outputs that would contact an emulated address. */
export const WITHHELD: Readonly<Record<Language, string>> = {
  en: "on AWS only: here the address is emulated, and belongs to somebody else",
  ko: "AWS에서만 가능: 여기서는 에뮬레이션된 주소이며, 실제로는 다른 사람의 주소입니다",
};

/** For whom outputs are shown, and where. */
export interface Reading {
  readonly language: Language;
  /** Whether AWS is emulated. */
  readonly isEmulated: boolean;
  /** Which addresses of an emulated AWS are served on this machine. @default none */
  readonly here?: AddressesHere | undefined;
}

/** An output for a reader. */
export interface ShownOutput {
  /** Its name in the lab. */
  readonly name: string;
  readonly kind: OutputKind;
  readonly label: string;
  readonly lines: readonly string[];
  /** Whether it is not shown here, and the lines say why. @default false */
  readonly isWithheld?: true;
}

/** A lab's existing outputs, in the order of their declaration. */
export const shownOutputs = (
  declared: OutputDeclarations,
  outputs: Outputs,
  { language, ...place }: Reading,
): ShownOutput[] =>
  Object.entries(declared).flatMap(([name, declaration]): ShownOutput[] => {
    const value = outputs[name];
    if (value === undefined) return [];
    const { kind, label } = declaration;
    const shown = { name, kind, label: inLanguage(label, language) };
    const here = valueHere(declaration, value, place);
    if (here === undefined) return [{ ...shown, lines: [WITHHELD[language]], isWithheld: true }];
    const lines = linesOf(here.value);
    return here.isEmulated
      ? [{ ...shown, lines: lines.map((line) => `${line}  ${EMULATED[language]}`) }]
      : [{ ...shown, lines }];
  });

/** A value for this machine. */
export interface ValueHere {
  readonly value: unknown;
  /** Whether it is an emulated address, which belongs to somebody else on the internet. */
  readonly isEmulated: boolean;
}

/** An output's value for this machine: its local address, if there is one; undefined for a withheld one. */
export function valueHere(
  { onEmulator }: Pick<OutputDeclaration, "onEmulator">,
  value: unknown,
  { isEmulated, here }: Omit<Reading, "language">,
): ValueHere | undefined {
  if (!isEmulated || onEmulator === undefined) return { value, isEmulated: false };
  const answered = here && answeredHere(value, here);
  if (answered !== undefined) return { value: answered, isEmulated: false };
  return onEmulator === "withheld" ? undefined : { value, isEmulated: true };
}

/** A text, or a list of texts, if all of it is served on this machine. */
function answeredHere(value: unknown, here: AddressesHere): unknown {
  if (typeof value === "string") return here(value);
  if (!Array.isArray(value)) return undefined;
  const answered = value.map((text: unknown) =>
    typeof text === "string" ? here(text) : undefined,
  );
  return answered.every((text) => text !== undefined) ? answered : undefined;
}

function table(shown: readonly ShownOutput[]): string[] {
  const rows = shown.flatMap(({ label, lines }) =>
    lines.map((line, at) => [at === 0 ? label : "", line]),
  );
  return textTable(rows, ["left", "left"]).map((line) => `  ${line}`.trimEnd());
}

/** One line for each member of a list or map; a text has its own lines. */
function linesOf(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n");
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.entries(value).map(([key, member]) => `${key}: ${linesOf(member).join(", ")}`);
}
