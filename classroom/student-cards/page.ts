import type { Language } from "../console/language.ts";
import type { Card, CardValue } from "./card.ts";
import { inHtml } from "../html/plain-text.ts";

const TEXTS = {
  en: {
    title: "Cards of class",
    loginUrl: "Sign in at",
    userName: "User name",
    password: "First password",
    change:
      "A digit has a dot below it. You choose a new password when you sign in for the first time.",
    none: "No login to the console",
  },
  ko: {
    title: "수업 카드:",
    loginUrl: "로그인 주소",
    userName: "사용자 이름",
    password: "첫 암호",
    change: "숫자 아래에는 점이 있습니다. 처음 로그인하면 새 암호를 정합니다.",
    none: "콘솔 로그인 없음",
  },
} as const satisfies Record<Language, object>;

/** Cards side by side, and therefore columns of the page. */
const ACROSS = 2;

/**
 * Cards to print: six on an A4 page, about four when students have more values. One file without scripts or requests; the Content
 * Security Policy in its head enforces that, whatever the names in it contain.
 *
 * @param className the class, in the title
 */
export function pageOf(cards: readonly Card[], className: string, language: Language): string {
  const rows: string[] = [];
  for (let at = 0; at < cards.length; at += ACROSS) {
    const row = cards.slice(at, at + ACROSS).map((card) => cardHtml(card, className, language));
    rows.push(`<div class="row">\n${row.join("\n")}\n</div>`);
  }
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${TEXTS[language].title} ${inHtml(className)}</title>
<style>${STYLE}</style>
</head>
<body>
${rows.join("\n")}
</body>
</html>
`;
}

function cardHtml(card: Card, className: string, language: Language): string {
  const texts = TEXTS[language];
  const { id, name, loginUrl, userName, password, values } = card;
  const secret =
    password === undefined
      ? `<p class="hint">${texts.none}</p>`
      : `<p class="label">${texts.password}</p>
<p class="password">${inHtml(password).replace(ENTITY_OR_DIGITS, dotted)}</p>
<p class="hint">${texts.change}</p>`;
  return `<section class="card">
<header><bdi class="name">${inHtml(name)}</bdi><span class="id">${inHtml(className)} · ${inHtml(id)}</span></header>
<p class="label">${texts.loginUrl}</p>
<p class="value">${inHtml(loginUrl)}</p>
<p class="label">${texts.userName}</p>
<p class="value user">${inHtml(userName)}</p>
${secret}
${labsHtml(values)}
</section>`;
}

/** The digits of an HTML entity are not digits of the text. */
const ENTITY_OR_DIGITS = /&#?\w+;|\d+/g;

/** Dots instead of a line, which would look like an underscore, which passwords also contain. */
const dotted = (found: string): string => (found.startsWith("&") ? found : `<i>${found}</i>`);

const labsHtml = (values: readonly CardValue[]): string =>
  [...Map.groupBy(values, ({ lab }) => lab).values()]
    .map((own) => {
      const rows = own.map(
        ({ label, lines }) => `<dt>${inHtml(label)}</dt><dd>${lines.map(inHtml).join("<br>")}</dd>`,
      );
      return `<h2>${inHtml(own[0]?.title ?? "")}</h2>\n<dl>${rows.join("")}</dl>`;
    })
    .join("\n");

/** Fonts of Windows, macOS and Linux in which 0 and O, 1 and l differ. */
const STYLE = `
@page { size: A4; margin: 10mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { width: 190mm; margin: 0 auto; color: #000; background: #fff;
  font: 9pt/1.35 "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR", NanumGothic, sans-serif; }
.row { display: flex; break-inside: avoid; min-height: 91mm; margin-top: -0.3mm; border: 0.3mm dashed #888; border-width: 0.3mm 0; }
.card { width: 50%; padding: 5mm; border-right: 0.3mm dashed #888; overflow-wrap: anywhere; }
.card:first-child { border-left: 0.3mm dashed #888; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 3mm;
  border-bottom: 0.2mm solid #000; padding-bottom: 1mm; margin-bottom: 2mm; }
.name { font-size: 13pt; font-weight: bold; }
.id { white-space: nowrap; }
.label { font-size: 7.5pt; color: #444; }
.value, .password, dd { font-family: Consolas, Menlo, "D2Coding", "DejaVu Sans Mono", NanumGothicCoding, monospace;
  font-feature-settings: "zero"; }
.value { font-size: 7.5pt; margin-bottom: 1.5mm; }
.user { font-size: 11pt; }
.password { font-size: 14pt; letter-spacing: 0.04em; line-height: 1.25; }
.password i { font-style: normal; -webkit-text-emphasis: dot; text-emphasis: dot; text-emphasis-position: under; }
.hint { font-size: 7.5pt; margin-bottom: 2mm; }
h2 { font-size: 8pt; margin-top: 1.5mm; break-after: avoid; }
dl { font-size: 7pt; }
dt { color: #444; }
dd { margin-left: 2mm; }
@media screen { body { padding: 10mm 0; } }
`;
