import { replacePlaceholders } from "../source/placeholders.ts";
import { asCode, type Filling, placeholderInlines } from "./placeholder-inlines.ts";

/** A page that a handout stands on. */
export interface Place {
  /** How files of handouts end. */
  readonly extension: "md" | "html";
  /** The labs that have a page beside this one. */
  readonly labs: readonly string[];
  /** Where the project's folder is, as seen from the page; undefined where it is not. */
  readonly project?: string | undefined;
  /** What a link to a heading has behind the `#`. @default the heading's id */
  readonly anchorOf?: (id: string) => string;
}

/** Where a link of a handout leads on a page; undefined when it cannot lead there: its text stays. */
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
