import { linesInHtml } from "./plain-text.ts";

/** HTML that is safe to put into a page. */
export class Html {
  readonly #source: string;

  /** @param source HTML; only `markup` and `trusted` create it */
  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

/** Values of a template: texts are escaped, `undefined` and `false` are left out, lists are joined. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * HTML with values in it, each of them escaped unless it is HTML already: markup`<b>${name}</b>`. Attributes need their quotes:
 * markup`<a href="${url}">`. It is not called `html`, because Prettier would put spaces into it.
 */
export const markup = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(
    parts.map((part, at) => (at < values.length ? part + sourceOf(values[at]) : part)).join(""),
  );

function sourceOf(value: Content): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(sourceOf).join("");
  return linesInHtml(String(value));
}

/** Marks HTML that was already escaped elsewhere: never a text that a user could have written. */
export const trusted = (source: string): Html => new Html(source);

/**
 * An address that is safe in a link; undefined for one that a browser would execute, or that is invalid.
 *
 * @param url of the web, or relative within the pages
 */
export function safeHref(url: string): string | undefined {
  if (/^(?:[\w-][\w./-]*)?(?:#[\w-]*)?$/.test(url)) return url === "" ? undefined : url;
  try {
    const { protocol, href } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined;
  }
}
