import { plain } from "../../html/plain-text.ts";
import { placeholderOf, replacePlaceholders } from "../source/placeholders.ts";
import { callsIn } from "../values.ts";
import type { Inline } from "./pieces.ts";
import { asCode, type Filling, placeholderInlines } from "./placeholder-inlines.ts";
import { type Place, whereTo } from "./where-links-lead.ts";

/** Code, links and placeholders: the parts that can contain a value. */
const FILLED = /(`+)([^`]|[^`][^]*?[^`])\1(?!`)|\[([^\]]*)\]\(([^)\s]+)\)|\{\{(.*?)\}\}/g;

/** A handout's prose as Markdown, with the values of a class. */
export const proseMarkdown = (
  text: string,
  { filling, place }: { readonly filling: Filling; readonly place: Place },
): string =>
  callsIn(text, filling.about)
    .split("\n\n")
    .map((paragraph) =>
      paragraph.replace(FILLED, (written: string, ...groups: readonly (string | undefined)[]) => {
        const [, inCode, linked = "", target, inner = ""] = groups;
        const isCell = paragraph.startsWith("|");
        if (inCode !== undefined) return codeSpan(filledCode(inCode, filling), isCell);
        if (target !== undefined) {
          const href = whereTo(target, place, filling);
          return href === undefined ? linked : `[${linked}](${targetMarkdown(href)})`;
        }
        const placeholder = placeholderOf(inner);
        return placeholder
          ? inlinesMarkdown(placeholderInlines(placeholder, filling), isCell)
          : written;
      }),
    )
    .join("\n\n");

const filledCode = (written: string, filling: Filling): string =>
  replacePlaceholders(written, (each) => asCode(placeholderInlines(each, filling)));

/** Generated text as Markdown. @param isCell in a table, whose cells end at `|` @default false */
export const inlinesMarkdown = (inlines: readonly Inline[], isCell = false): string =>
  inlines
    .map((each) => {
      if ("link" in each) {
        const href = /^https?:\/\/[^\s<>]+$/.test(each.link) ? each.link : undefined;
        if (href === undefined) return codeSpan(each.text, isCell);
        return each.text === each.link
          ? `<${href}>`
          : `[${plainMarkdown(each.text)}](${targetMarkdown(href)})`;
      }
      if ("code" in each) return codeSpan(each.code, isCell);
      return "strong" in each ? `**${plainMarkdown(each.strong)}**` : plainMarkdown(each.text);
    })
    .join("");

/** Text with Markdown's special characters escaped. */
export const plainMarkdown = (text: string): string =>
  plain(text.replace(/\s*\n\s*/g, " ")).replace(/[\\`*_{}[\]<>|#]/g, "\\$&");

/** A target that ends where its parenthesis does. */
const targetMarkdown = (href: string): string =>
  href.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** The most backquotes in a row: code is between more of them. */
export const longestRun = (text: string): number =>
  [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);

function codeSpan(text: string, isCell: boolean): string {
  const line = plain(text.trimEnd().replace(/\s*\n\s*/g, " "));
  if (line === "") return "``";
  const ticks = "`".repeat(longestRun(line) + 1);
  const space = /^`|`$/.test(line) ? " " : "";
  return `${ticks}${space}${isCell ? line.replaceAll("|", "\\|") : line}${space}${ticks}`;
}
