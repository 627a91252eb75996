import { countdown, pageStyles } from "../class-page/pages.ts";
import { textsIn } from "../class-page/texts.ts";
import type { Language } from "../console/language.ts";
import { asset, documentOf } from "../html/document.ts";
import { markup, trusted } from "../html/markup.ts";
import { isTile, type Parts } from "./parts.ts";
import { boardTexts } from "./texts.ts";

/** The board as it is now, as a page that updates itself. */
export function boardPage(parts: Parts, stack: string, language: Language): string {
  const texts = boardTexts(language);
  const part = (id: string) => trusted(parts.get(id) ?? "");
  const tiles = [...parts].filter(([id]) => isTile(id));
  const body = markup`<main class="board">
<header><div><p class="kicker"><bdi>${textsIn(language).kicker} · ${stack}</bdi></p>
${part("name")}</div>
<p class="controls"><span id="state" role="status" class="soft" data-live="${texts.live}" data-paused="${texts.paused}" data-lost="${texts.lost}"></span>
<button type="button" id="pause" aria-pressed="false" accesskey="p" title="${texts.pauseKey}">${texts.pause}</button></p></header>
${part("figures")}
${part("help")}
<ol id="tiles" aria-label="${texts.tiles}">${tiles.map(([, html]) => trusted(html))}</ol>
</main>`;
  return documentOf({
    ...{ language, title: `${texts.title}: ${stack}`, body, isLive: true },
    styles: [...pageStyles(), asset(import.meta.dirname, "board.css")],
    scripts: [countdown(), asset(import.meta.dirname, "board.js")],
  });
}
