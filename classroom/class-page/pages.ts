import type { Language } from "../console/language.ts";
import { documentOf, asset } from "../html/document.ts";
import { type Html, markup } from "../html/markup.ts";
import { factsPart, footPart, titlePart } from "./head-part.ts";
import { checksInShort, type Handout, labAnchor, labPart, titlesOf } from "./lab-part.ts";
import type { LabView, StackView } from "./stack-view.ts";
import { peoplePart, type Person } from "./people-part.ts";
import { textsIn, type Texts } from "./texts.ts";

/** Options of a page. */
export interface PageOptions {
  readonly language: Language;
  readonly now: Date;
  /** Handouts of a lab, relative to the page. @default none */
  readonly handouts?: (lab: string) => readonly Handout[];
}

/** Labs with both titles, with their drawings, addresses and values; nothing secret. */
export interface ClassPage {
  readonly view: StackView;
  /** The students of the class. @default none */
  readonly students?: readonly Person[] | undefined;
}

/** The page of a class. */
export function classPage({ view, students }: ClassPage, options: PageOptions): string {
  const texts = textsIn(options.language);
  return page(view, `${view.className} (${view.stack})`, options, {
    title: titlePart(texts.kicker, view.className),
    before: students && peoplePart(students, texts),
  });
}

/** The page of one student: their own labs, values and checks. */
export function studentPage(
  { view, id, name }: { readonly view: StackView; readonly id: string; readonly name: string },
  options: PageOptions,
): string {
  const texts = textsIn(options.language);
  return page(view, `${name} (${view.className})`, options, {
    title: titlePart(`${view.className} · ${texts.student} ${id}`, name),
    before: undefined,
  });
}

function page(
  view: StackView,
  title: string,
  { language, now, handouts = () => [] }: PageOptions,
  { title: heading, before }: { readonly title: Html; readonly before: Html | undefined },
): string {
  const texts = textsIn(language);
  const { labs, shared, isEmulated, stack } = view;
  const body = markup`<a class="skip" href="#labs">${texts.skip}</a>
<main class="page">
${heading}
${factsPart(view, texts)}
${before}
${labs.length > 0 && markup`<h2 id="labs" tabindex="-1">${texts.labs}</h2><ol class="toc">${labs.map((lab) => tocLine(lab, language, texts))}</ol>`}
${shared && markup`<section aria-labelledby="shared"><h2 id="shared">${texts.shared}</h2><figure class="scroll" tabindex="0" role="group" aria-label="${texts.shared}">${shared}</figure></section>`}
${labs.map((lab, at) => labPart(lab, at, { language, handouts: handouts(lab.id) }))}
${footPart({ isEmulated, now, stack }, texts)}
</main>`;
  return documentOf({ language, title, body, styles: pageStyles(), scripts: [countdown()] });
}

/** The style sheets of pages that show a class. */
export const pageStyles = (): string[] => [
  asset(import.meta.dirname, "page.css"),
  asset(import.meta.dirname, "../drawing/drawing.css"),
];

/** The script that updates the countdown. */
export const countdown = (): string => asset(import.meta.dirname, "countdown.js");

const tocLine = ({ id, title, checks }: LabView, language: Language, texts: Texts): Html =>
  markup`<li><a href="#${labAnchor(id)}">${titlesOf(title, language)}</a>${checks && markup` <span>${checksInShort(checks, texts)}</span>`}</li>`;
