import type { BlockWords } from "./block-words.ts";

/** The sections that each handout has by hand, in this order: heading ids, which are the same in both languages. */
export const SECTIONS = ["steps", "notes", "words", "trouble", "repair", "end"] as const;

export type Section = (typeof SECTIONS)[number];

/** The heading of the part that mends the fault: it is folded. */
export const MEND = "mend";

/** `### Create a bucket {#create-bucket}` */
export interface Heading {
  readonly kind: "heading";
  readonly level: number;
  readonly id: string;
  readonly title: string;
  readonly line: number;
}

/** A fenced block: a command, its output, or a file. */
export interface Block {
  readonly kind: "block";
  readonly language: string;
  readonly words: BlockWords;
  /** Without the fences; ends in a newline unless it is empty. */
  readonly text: string;
  readonly line: number;
}

/** Paragraphs and lists, in Markdown, with placeholders. */
export interface Prose {
  readonly kind: "prose";
  readonly text: string;
  readonly line: number;
}

export type Part = Heading | Block | Prose;

/** What a lab's handout says by hand, in one language. */
export interface Handout {
  /** What a student needs, all steps. */
  readonly minutes: number;
  /** What has to be on the laptop, besides a browser and a terminal. */
  readonly tools: readonly string[];
  /** Labs that must be on, too. */
  readonly with: readonly string[];
  /** Of the English text: which Korean text it was compared with, as `koreanHash` gives it. */
  readonly ko?: string | undefined;
  readonly parts: readonly Part[];
}

/** A part with where it stands. */
export interface Placed<P extends Part = Part> {
  readonly part: P;
  /** The id of its section; undefined above the first. */
  readonly section: string | undefined;
  /** The id of the heading that it stands under. */
  readonly heading: string | undefined;
}

/** Every part with the section and the heading that it stands under; a heading stands under itself. */
export function placed(parts: readonly Part[]): Placed[] {
  let section: string | undefined;
  let heading: string | undefined;
  return parts.map((part) => {
    if (part.kind === "heading") {
      heading = part.id;
      if (part.level === 2) section = part.id;
    }
    return { part, section, heading };
  });
}

/** The commands, files and outputs of a handout, in order. */
export const blocksIn = ({ parts }: Pick<Handout, "parts">): Placed<Block>[] =>
  placed(parts).filter((each): each is Placed<Block> => each.part.kind === "block");

/** The headings of a handout, in order. */
export const headingsIn = ({ parts }: Pick<Handout, "parts">): Heading[] =>
  parts.filter((part) => part.kind === "heading");
