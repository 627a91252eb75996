import type { HandoutPage, Piece } from "./pieces.ts";
import type { Filling } from "./placeholder-inlines.ts";
import { inlinesMarkdown, longestRun, plainMarkdown, proseMarkdown } from "./prose-markdown.ts";
import type { Place } from "./where-links-lead.ts";

/** A page as Markdown. @param note is placed below the title */
export function pageMarkdown(
  page: HandoutPage,
  filling: Filling,
  place: Omit<Place, "extension">,
  note?: string,
): string {
  const slugs = slugsOf(page);
  const whole: Place = {
    ...place,
    extension: "md",
    anchorOf: (id) => slugs.get(id) ?? id,
  };
  const own = page.pieces.map((piece) => pieceMarkdown(piece, { filling, place: whole }));
  return [`# ${plainMarkdown(page.title)}`, ...(note === undefined ? [] : [note]), ...own]
    .join("\n\n")
    .concat("\n");
}

interface Surroundings {
  readonly filling: Filling;
  readonly place: Place;
}

function pieceMarkdown(piece: Piece, around: Surroundings): string {
  switch (piece.kind) {
    case "heading":
      return `${"#".repeat(piece.level)} ${piece.title}`;
    case "prose":
      return proseMarkdown(piece.markdown, around);
    case "block": {
      const fence = "`".repeat(Math.max(3, longestRun(piece.text) + 1));
      return `${fence}${piece.language}\n${piece.text.replace(/\n?$/, "\n")}${fence}`;
    }
    case "paragraph":
      return inlinesMarkdown(piece.inlines);
    case "list":
      return piece.items.map((item) => `- ${inlinesMarkdown(item)}`).join("\n");
    case "table": {
      const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
      return [
        row(piece.headings.map(plainMarkdown)),
        row(piece.headings.map(() => "---")),
        ...piece.rows.map((cells) => row(cells.map((cell) => inlinesMarkdown(cell, true)))),
      ].join("\n");
    }
    case "fold": {
      const inner = piece.pieces.map((each) => pieceMarkdown(each, around)).join("\n\n");
      const summary = piece.summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return `<details>\n<summary>${summary}</summary>\n\n${inner}\n\n</details>`;
    }
  }
}

/** GitHub's anchors of headings, by the ids used in handouts. */
function slugsOf({ title, pieces }: HandoutPage): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  const slugOf = (heading: string): string => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-");
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  };
  slugOf(title);
  return new Map(
    pieces.flatMap((piece) =>
      piece.kind === "heading" ? [[piece.id, slugOf(piece.title)] as const] : [],
    ),
  );
}
