import type { Language } from "../../console/language.ts";
import { documentOf } from "../../html/document.ts";
import { markup } from "../../html/markup.ts";
import { LANGUAGE_NAMES, WORDS } from "../texts.ts";
import type { HandoutClass } from "../values.ts";
import type { HandoutPage } from "./pieces.ts";

/** The list of a class's handouts, in class order. */
export function indexHtml(
  pages: readonly HandoutPage[],
  { stack, student, reading: { language } }: HandoutClass,
  languages: readonly Language[],
): string {
  const whose = [stack, ...(student === undefined ? [] : [student])].join(" · ");
  const others = languages
    .filter((each) => each !== language)
    .map(
      (each) =>
        markup` · <a href="../${each}/index.html" lang="${each}">${LANGUAGE_NAMES[each]}</a>`,
    );
  return documentOf({
    language,
    title: `${WORDS.handouts[language]}: ${whose}`,
    body: markup`<main class="page">
<p class="kicker">${whose}${others}</p>
<h1>${WORDS.handouts[language]}</h1>
<ol class="prose">
${pages.map(({ lab, title }) => markup`<li><a href="${lab}.html">${title}</a> <span class="soft">${lab}</span></li>\n`)}</ol>
</main>`,
  });
}
