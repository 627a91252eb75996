/** A run of text within a paragraph or a cell: plain, escaped when it is rendered. */
export type Inline =
  | { readonly text: string }
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: string; readonly text: string };

/** A part of a page, rendered as Markdown or HTML. */
export type Piece =
  | {
      readonly kind: "heading";
      readonly level: number;
      readonly id: string;
      readonly title: string;
    }
  /** Written by hand, in Markdown, with placeholders. */
  | { readonly kind: "prose"; readonly markdown: string }
  | {
      readonly kind: "block";
      readonly language: string;
      readonly on?: string;
      readonly text: string;
    }
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: "table";
      readonly headings: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | {
      readonly kind: "fold";
      readonly summary: string;
      /** Whether it reveals what students should find themselves; it is then not printed. @default false */
      readonly isSpoiler?: true;
      readonly pieces: readonly Piece[];
    };

/** A lab's handout for one class. */
export interface HandoutPage {
  readonly lab: string;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

export const text = (written: string): Inline => ({ text: written });
export const code = (written: string): Inline => ({ code: written });
export const strong = (written: string): Inline => ({ strong: written });
export const link = (url: string, written = url): Inline => ({ link: url, text: written });

/** A text of a lab, with commands and settings in backticks. */
export const withCode = (written: string): Inline[] =>
  written
    .split("`")
    .map((part, at) => (at % 2 === 1 ? code(part) : text(part)))
    .filter((part) => Object.values(part)[0] !== "");

/** A sentence with its gaps `{}` filled in order. */
export const withGaps = (written: string, ...gaps: readonly Inline[]): Inline[] =>
  written.split("{}").flatMap((part, at) => {
    const gap = gaps[at - 1];
    return [...(gap ? [gap] : []), ...(part === "" ? [] : [text(part)])];
  });
