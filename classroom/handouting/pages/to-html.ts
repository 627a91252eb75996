import path from "node:path";
import type { Language } from "../../console/language.ts";
import { documentOf, asset } from "../../html/document.ts";
import { type Html, markup } from "../../html/markup.ts";
import { LANGUAGE_NAMES, WORDS } from "../texts.ts";
import type { HandoutPage, Piece } from "./pieces.ts";
import type { Filling } from "./placeholder-inlines.ts";
import { inlinesHtml, proseHtml } from "./prose-html.ts";
import type { Place } from "./where-links-lead.ts";

const ASSETS = path.join(import.meta.dirname, "..");

interface Surroundings {
  readonly filling: Filling;
  readonly place: Place;
}

/** A page as one HTML file. */
export function pageHtml(
  page: HandoutPage,
  filling: Filling,
  {
    labs,
    languages,
  }: { readonly labs: readonly string[]; readonly languages: readonly Language[] },
): string {
  const { language } = filling.about.reading;
  const { stack, student } = filling.about;
  const around = { filling, place: { extension: "html", labs } as const };
  const sections = page.pieces.filter((piece) => piece.kind === "heading" && piece.level === 2);
  return documentOf({
    language,
    title: page.title,
    styles: [asset(ASSETS, "handout.css")],
    scripts: [asset(ASSETS, "copy.js")],
    body: markup`<main class="page handout">
<header>
<p class="kicker"><a href="index.html">${WORDS.handouts[language]}</a> · ${[stack, ...(student === undefined ? [] : [student])].join(" · ")} · ${page.lab}${languageLinks(page.lab, language, languages)}</p>
<h1>${page.title}</h1>
<nav class="contents screen" aria-label="${WORDS.contents[language]}"><ul>${sections.map((each) => each.kind === "heading" && markup`<li><a href="#${each.id}">${each.title}</a></li>`)}</ul></nav>
</header>
<div class="prose" data-copy="${WORDS.copy[language]}" data-copied="${WORDS.copied[language]}">
${page.pieces.map((piece) => pieceHtml(piece, around))}
</div>
</main>`,
  });
}

const languageLinks = (lab: string, own: Language, languages: readonly Language[]): Html[] =>
  languages
    .filter((each) => each !== own)
    .map(
      (each) =>
        markup` · <a href="../${each}/${lab}.html" lang="${each}">${LANGUAGE_NAMES[each]}</a>`,
    );

function pieceHtml(piece: Piece, around: Surroundings): Html {
  const { language } = around.filling.about.reading;
  switch (piece.kind) {
    case "heading": {
      const { level, id, title } = piece;
      if (level === 2) return markup`<h2 id="${id}">${title}</h2>\n`;
      return level === 3
        ? markup`<h3 id="${id}">${title}</h3>\n`
        : markup`<h4 id="${id}">${title}</h4>\n`;
    }
    case "prose":
      return proseHtml(piece.markdown, around);
    case "block": {
      const isOutput = piece.language === "text";
      const label = piece.on ?? (isOutput ? WORDS.output[language] : piece.language);
      const kind = isOutput ? "output" : piece.on === undefined ? "file" : "command";
      return markup`<figure class="${kind}"><figcaption>${label}</figcaption><pre tabindex="0"><code>${piece.text}</code></pre></figure>\n`;
    }
    case "paragraph":
      return markup`<p>${inlinesHtml(piece.inlines)}</p>\n`;
    case "list":
      return markup`<ul>${piece.items.map((item) => markup`<li>${inlinesHtml(item)}</li>`)}</ul>\n`;
    case "table":
      return markup`<div class="scroll"><table><thead><tr>${piece.headings.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${piece.rows.map((cells) => markup`<tr>${cells.map((cell) => markup`<td>${inlinesHtml(cell)}</td>`)}</tr>\n`)}</tbody></table></div>\n`;
    case "fold":
      return markup`<details class="${piece.isSpoiler ? "spoiler" : "more"}"><summary>${piece.summary}</summary>
${piece.pieces.map((each) => pieceHtml(each, around))}</details>\n`;
  }
}
