import { replacePlaceholders } from "../source/placeholders.ts";
import { asCode, type Filling, placeholderInlines } from "./placeholder-inlines.ts";

/** The location of a handout's page. */
export interface Place {
  /** File extension of handouts. */
  readonly extension: "md" | "html";
  /** Labs with a page beside this one. */
  readonly labs: readonly string[];
  /** Path from the page to the project's folder; undefined when the page is elsewhere. */
  readonly project?: string | undefined;
  /** The anchor of a heading, without `#`. @default the heading's id */
  readonly anchorOf?: (id: string) => string;
}

/** The target of a handout's link on a page; undefined when there is none there: only the text is kept. */
export function whereTo(target: string, place: Place, filling: Filling): string | undefined {
  const { extension, labs, project, anchorOf = (id: string) => id } = place;
  const filled = replacePlaceholders(target, (each) => asCode(placeholderInlines(each, filling)));
  if (/^https?:\/\//.test(filled)) return filled;
  if (filled.startsWith("/")) return project === undefined ? undefined : `${project}${filled}`;
  const [, lab, id] = /^(?:([a-z0-9-]+)\.md)?(?:#([a-z0-9-]+))?$/.exec(filled) ?? [];
  if (lab !== undefined)
    return labs.includes(lab)
      ? `${lab}.${extension}${id === undefined || extension === "md" ? "" : `#${id}`}`
      : undefined;
  return id === undefined ? undefined : `#${anchorOf(id)}`;
}
