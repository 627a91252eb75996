import type { Proof } from "../../../labs/contract/check.ts";
import { inLanguage } from "../../stack/outputs.ts";
import type { Placeholder } from "../source/placeholders.ts";
import { WORDS } from "../texts.ts";
import { type HandoutClass, valueOf } from "../values.ts";
import { code, type Inline, link, strong, text, withGaps } from "./pieces.ts";

/** The names and values that replace placeholders. */
export interface Filling {
  readonly lab: string;
  readonly proof: Pick<Proof, "checks">;
  readonly about: HandoutClass;
}

/** The text for a placeholder in a sentence. */
export function placeholderInlines(placeholder: Placeholder, filling: Filling): Inline[] {
  const { lab, proof, about } = filling;
  const { language } = about.reading;
  switch (placeholder.kind) {
    case "region":
      return [code(about.region)];
    case "class":
      return [code(about.stack)];
    case "setting":
      return [code(`class:labs.${lab}.${placeholder.name}`)];
    case "check": {
      const check = proof.checks.find(({ name }) => name.en === placeholder.name);
      return [strong(check ? inLanguage(check.name, language) : placeholder.name)];
    }
    case "output":
      return outputInlines(about, placeholder.lab, placeholder.output);
  }
}

/** An output in a sentence or a cell: addresses become links, several values are separated by commas. */
export function outputInlines(about: HandoutClass, lab: string, output: string): Inline[] {
  const value = valueOf(about, lab, output);
  if (value.state === "absent") return [text(`(${value.because})`)];
  if (value.state === "secret")
    return withGaps(WORDS.readBy[about.reading.language], code(value.command));
  const shown = value.texts.map((each, at) => {
    const key = value.keys?.[at];
    return [
      ...(at > 0 ? [text(", ")] : []),
      ...(key === undefined ? [] : [text(`${key}: `)]),
      value.kind === "link" ? link(each) : code(each),
    ];
  });
  return [...shown.flat(), ...(value.mark === undefined ? [] : [text(` ${value.mark}`)])];
}

/** The same within code, which can contain only text. */
export const asCode = (inlines: readonly Inline[]): string =>
  inlines
    .map((each) =>
      "link" in each
        ? each.text
        : "code" in each
          ? each.code
          : "strong" in each
            ? each.strong
            : each.text,
    )
    .join("");
