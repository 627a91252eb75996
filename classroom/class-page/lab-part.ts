import { type Html, markup, safeHref } from "../html/markup.ts";
import type { Language } from "../console/language.ts";
import { inKorean, type Text } from "../../labs/contract/text.ts";
import type { ShownOutput } from "../stack/outputs.ts";
import { shownTime } from "../console/clock.ts";
import type { LabChecks } from "./lab-checks.ts";
import { isOfThisMachine, qrOf } from "./qr.ts";
import type { LabView } from "./stack-view.ts";
import { type Texts, textsIn } from "./texts.ts";

/** The anchor of a lab in a page. */
export const labAnchor = (id: string): string => `lab-${id}`;

/** What Pulumi shows instead of a secret, at any depth. */
const MASKED = "[secret]";

/** A lab: what it teaches, its resources, its addresses and commands, and the results of its checks. */
export function labPart(
  { id, title, teaches, outputs, checks, drawing }: LabView,
  at: number,
  {
    language,
    handouts = [],
  }: { readonly language: Language; readonly handouts?: readonly Handout[] },
): Html {
  const texts = textsIn(language);
  const of = (kind: ShownOutput["kind"]) => outputs.filter((each) => each.kind === kind);
  const values = [...of("value"), ...of("secret")];
  return markup`<section class="lab" id="${labAnchor(id)}" aria-labelledby="${labAnchor(id)}-title">
<header><p class="number" aria-hidden="true">${at + 1}</p><h2 id="${labAnchor(id)}-title">${titlesOf(title, language)}</h2>
<p class="soft"><code>${id}</code>${checks && markup` · ${checksInShort(checks, texts)}`}</p></header>
<p class="prose">${withCode(teaches)}</p>
${handouts.map(({ href, label }) => markup`<p><a href="${href}">${label}</a></p>`)}
${drawing && markup`<figure class="scroll" tabindex="0" role="group" aria-label="${texts.architecture}">${drawing}</figure>`}
${of("link").length > 0 && markup`<h3>${texts.links}</h3><ul class="links">${of("link").map((each) => linkPart(each, texts))}</ul>`}
${of("command").length > 0 && markup`<h3>${texts.commands}</h3><dl class="commands">${of("command").map((each) => markup`<dt>${each.label}</dt><dd>${commandPart(each, texts)}</dd>`)}</dl>`}
${values.length > 0 && markup`<h3>${texts.values}</h3><dl class="values">${values.map((each) => markup`<div><dt>${each.label}</dt><dd>${valuePart(each, texts)}</dd></div>`)}</dl>`}
${checks && checksPart(checks, texts)}
</section>`;
}

/** A lab's handout in a file beside the page. */
export interface Handout {
  /** Relative to the page. */
  readonly href: string;
  readonly label: string;
}

/** Both titles, the page's language first. */
export function titlesOf(title: Text, language: Language): Html {
  const ko = inKorean(title);
  if (ko === title.en) return markup`${title.en}`;
  return language === "ko"
    ? markup`${ko} <span class="other" lang="en">${title.en}</span>`
    : markup`${title.en} <span class="other" lang="ko">${ko}</span>`;
}

/** A text whose commands and settings are between backticks, as in Markdown. */
const withCode = (text: string): Html =>
  markup`${text.split("`").map((part, at) => (at % 2 === 0 ? part : markup`<code>${part}</code>`))}`;

const isHidden = ({ kind, lines }: ShownOutput): boolean =>
  kind === "secret" || lines.some((line) => line.includes(MASKED));

/** Does not match an address marked as emulated, which a word follows: the address belongs to somebody else. */
const WEB = /^https?:\/\/\S+$/i;

function linkPart(output: ShownOutput, texts: Texts): Html {
  const { label, lines } = output;
  const shown = isHidden(output) ? [texts.secret] : lines;
  return markup`${shown.map((line) => {
    const href = WEB.test(line) ? safeHref(line) : undefined;
    if (href === undefined)
      return markup`<li><span class="label">${label}</span> <span class="soft">${line}</span></li>`;
    const link = markup`<span class="label">${label}</span> <a href="${href}">${line}</a>`;
    const code = isOfThisMachine(href) ? undefined : qrOf(href, `${texts.qrOf} ${line}`);
    return code === undefined
      ? markup`<li>${link}</li>`
      : markup`<li class="coded">${code}<span>${link}</span></li>`;
  })}`;
}

function commandPart(output: ShownOutput, texts: Texts): Html {
  if (isHidden(output)) return markup`<span class="soft">${texts.secret}</span>`;
  const text = output.lines.join("\n");
  return output.isWithheld
    ? markup`<span class="soft">${text}</span>`
    : markup`<pre tabindex="0"><code>${text}</code></pre>`;
}

function valuePart(output: ShownOutput, texts: Texts): Html {
  if (isHidden(output)) return markup`<span class="soft">${texts.secret}</span>`;
  if (output.isWithheld) return markup`<span class="soft">${output.lines.join("\n")}</span>`;
  return markup`${output.lines.map((line, at) => markup`${at > 0 && markup`<br>`}<span class="mono">${line}</span>`)}`;
}

/** `✓ 7 passed`, `✗ 1 failed`: the result is in words, not only in colour. */
export function checksInShort({ results }: Pick<LabChecks, "results">, texts: Texts): Html {
  const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
  const [passed, failed] = [count("pass"), count("fail")];
  if (failed > 0) return markup`<span class="bad">✗ ${texts.someFailed(failed)}</span>`;
  return passed > 0
    ? markup`<span class="good">✓ ${texts.allPassed(passed)}</span>`
    : markup`<span class="wait">${texts.inconclusive}</span>`;
}

const MARKS = { pass: "✓", fail: "✗", inconclusive: "–" } as const;
const TONES = { pass: "good", fail: "bad", inconclusive: "soft" } as const;

const checksPart = ({ at, results }: LabChecks, texts: Texts): Html =>
  markup`<details class="checks"><summary>${texts.checks}: ${checksInShort({ results }, texts)}</summary>
<ul>${results.map(({ name, outcome }) => markup`<li><span class="${TONES[outcome]}">${MARKS[outcome]} ${texts[outcome]}</span> ${name}</li>`)}</ul>
<p class="soft">${texts.checkedAt}: ${shownTime(at)}</p></details>`;
