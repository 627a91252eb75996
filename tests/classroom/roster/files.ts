import iconv from "iconv-lite";
import { parseRoster, type Roster } from "../../../classroom/roster/roster.ts";
import { RosterError } from "../../../classroom/roster/mistakes.ts";

/** Labs that the tests' rosters may name. */
const LABS = ["linux-server", "s3-bucket", "dynamodb"];

/** Reads a roster; text stands for its UTF-8. */
export const read = (file: string | Uint8Array, taken: readonly string[] = []): Roster =>
  parseRoster(typeof file === "string" ? Buffer.from(file) : file, "roster.csv", {
    labs: LABS,
    taken,
  });

/** What is wrong with a roster: what the message has below its first line. */
export function mistakesIn(file: string | Uint8Array, taken: readonly string[] = []): string[] {
  try {
    read(file, taken);
    return [];
  } catch (error) {
    if (!(error instanceof RosterError)) throw error;
    const said = error.message.split("\n").slice(1);
    return Array.from({ length: said.length / 2 }, (_, at) =>
      said
        .slice(2 * at, 2 * at + 2)
        .map((line) => line.trim())
        .join(" | "),
    );
  }
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");

/** A text's bytes in each encoding that rosters come in. */
export const ENCODINGS = {
  "UTF-8": (text: string) => Buffer.from(text),
  "UTF-8 with a mark": (text: string) => Buffer.from(`\uFEFF${text}`),
  "UTF-16 LE": utf16,
  "UTF-16 BE": (text: string) => utf16(text).swap16(),
  CP949: (text: string) => iconv.encode(text, "cp949"),
} as const;

/** Bytes written as hex, or as text. */
export const bytes = (...parts: (string | { readonly hex: string })[]): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part) : Buffer.from(part.hex, "hex"),
    ),
  );
