import { callOn } from "../console/call-on.ts";
import { shownTime } from "../console/clock.ts";
import { anHour, dollars } from "../console/money.ts";
import { type Html, markup } from "../html/markup.ts";
import type { StackView } from "./stack-view.ts";
import type { Texts } from "./texts.ts";

/** The figures at the top of a page. */
type Facts = Pick<StackView, "expires" | "cost" | "checks">;

/** A title with the line above it. */
export const titlePart = (kicker: string, title: string): Html =>
  markup`<p class="kicker"><bdi>${kicker}</bdi></p>
<h1><bdi>${title}</bdi></h1>`;

/** Expiry, cost and checks in figures. */
export const factsPart = ({ expires, cost, checks }: Facts, texts: Texts): Html =>
  markup`<dl class="facts">
${endPart(expires, texts)}
${fact(texts.spent, cost ? dollars(cost.spent) : texts.unknown)}
${fact(texts.perHour, cost ? anHour(cost.perHour) : texts.unknown)}
${fact(texts.checks, checks ? markup`${checks.failed > 0 && markup`<span class="bad">✗ ${checks.failed}</span> `}<span class="good">✓ ${checks.passed}</span>` : markup`<span class="soft small">${texts.notChecked}</span>`)}
</dl>`;

/** A countdown that a script updates; on paper only the time. */
export const endPart = (expires: string | undefined, texts: Texts): Html =>
  expires === undefined
    ? fact(texts.ends, texts.endUnknown)
    : markup`<div class="end"><dt>${texts.ends}</dt><dd><span class="figure screen" role="timer" data-ends="${expires}" data-units="${texts.units}" data-over="${texts.ended}"></span><time datetime="${expires}">${shownTime(expires)}</time></dd></div>`;

/** A figure with its label. */
export const fact = (label: string, figure: Html | string): Html =>
  markup`<div><dt>${label}</dt><dd><span class="figure">${figure}</span></dd></div>`;

/** Notes about the figures. */
export const footPart = (
  {
    isEmulated,
    now,
    stack,
  }: { readonly isEmulated: boolean; readonly now: Date; readonly stack: string },
  texts: Texts,
): Html =>
  markup`<footer class="soft"><p>${texts.asOf} ${shownTime(now.toISOString())}. ${texts.costNote}${isEmulated && ` ${texts.emulated}`}</p>
<p class="screen"><code>${callOn("page", stack)}</code></p></footer>`;
