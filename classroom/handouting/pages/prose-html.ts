import MarkdownIt, { type Env, type Token } from "markdown-it";
import { type Html, markup, safeHref, trusted } from "../../html/markup.ts";
import { placeholderOf, replacePlaceholders } from "../source/placeholders.ts";
import { callsIn } from "../values.ts";
import type { Inline } from "./pieces.ts";
import { asCode, type Filling, placeholderInlines } from "./placeholder-inlines.ts";
import { type Place, whereTo } from "./where-links-lead.ts";

/** Context for rendering prose. */
interface Surroundings {
  readonly filling: Filling;
  readonly place: Place;
}

const END = "}}";

/** The context as the renderer's rules get it. */
const aroundIn = (env: Env | undefined): Surroundings => env?.surroundings as Surroundings;

/** The Markdown of handouts: no HTML, no images; links and values are checked when they are rendered. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  .disable(["image", "autolink"])
  .use((md) => {
    md.validateLink = () => true;
    md.normalizeLink = (url) => url;
    md.inline.ruler.before("emphasis", "placeholder", (state, silent) => {
      if (!state.src.startsWith("{{", state.pos)) return false;
      const end = state.src.indexOf(END, state.pos);
      if (end < 0) return false;
      if (!silent) state.push("placeholder", "", 0).content = state.src.slice(state.pos + 2, end);
      state.pos = end + END.length;
      return true;
    });
    md.renderer.rules.placeholder = (tokens, at, _, env) => {
      const inner = tokens[at]?.content ?? "";
      const placeholder = placeholderOf(inner);
      return placeholder
        ? inlinesHtml(placeholderInlines(placeholder, aroundIn(env).filling)).toString()
        : markup`{{${inner}}}`.toString();
    };
    md.renderer.rules.code_inline = (tokens, at, _, env) => {
      const code = filledCode(tokens[at]?.content ?? "", aroundIn(env));
      return markup`<code>${code}</code>`.toString();
    };
    md.renderer.rules.link_open = (tokens, at, _, env) => {
      const href = hrefOf(tokens[at], aroundIn(env));
      return href === undefined ? "<span>" : markup`<a href="${href}">`.toString();
    };
    md.renderer.rules.link_close = (tokens, at, _, env) => {
      const open = tokens.slice(0, at).findLast(({ type }) => type === "link_open");
      return hrefOf(open, aroundIn(env)) === undefined ? "</span>" : "</a>";
    };
    md.renderer.rules.table_open = () => '<div class="scroll"><table>\n';
    md.renderer.rules.table_close = () => "</table></div>\n";
  });

/** A handout's prose as HTML, with the values of a class, which are always rendered as text. */
export const proseHtml = (text: string, surroundings: Surroundings): Html =>
  trusted(markdown.render(callsIn(text, surroundings.filling.about), { surroundings }));

const filledCode = (written: string, { filling }: Surroundings): string =>
  replacePlaceholders(written, (each) => asCode(placeholderInlines(each, filling)));

function hrefOf(token: Token | undefined, { filling, place }: Surroundings): string | undefined {
  const target = token?.attrGet("href");
  const href = target == null ? undefined : whereTo(String(target), place, filling);
  return href === undefined ? undefined : safeHref(href);
}

/** Generated text as HTML. */
export const inlinesHtml = (inlines: readonly Inline[]): Html =>
  markup`${inlines.map((each) => {
    if ("link" in each) {
      const href = safeHref(each.link);
      return href === undefined
        ? markup`<code>${each.text}</code>`
        : markup`<a href="${href}">${each.text}</a>`;
    }
    if ("code" in each) return markup`<code>${each.code}</code>`;
    return "strong" in each ? markup`<strong>${each.strong}</strong>` : each.text;
  })}`;
