import type { BlockWords } from "./block-words.ts";

/** The sections that every handout has, in this order: heading ids, the same in both languages. */
export const SECTIONS = ["steps", "notes", "words", "trouble", "repair", "end"] as const;

export type Section = (typeof SECTIONS)[number];

/** The heading of the part that repairs the fault; the part is folded. */
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

/** The written text of a lab's handout, in one language. */
export interface Handout {
  /** Time that a student needs for all steps. */
  readonly minutes: number;
  /** Tools needed on the laptop, besides a browser and a terminal. */
  readonly tools: readonly string[];
  /** Labs that must be on as well. */
  readonly with: readonly string[];
  /** What the commands leave changed in the class, as Pulumi's `OPERATION TYPE NAME` that would undo it. */
  readonly drift: readonly string[];
  /** In the English text only: the hash of the Korean text it was compared with, from `koreanHash`. */
  readonly ko?: string | undefined;
  readonly parts: readonly Part[];
}

/** A part with its position. */
export interface Placed<P extends Part = Part> {
  readonly part: P;
  /** The id of its section; undefined above the first section. */
  readonly section: string | undefined;
  /** The id of the heading above it. */
  readonly heading: string | undefined;
}

/** Every part with its section and the heading above it; a heading counts as its own. */
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
