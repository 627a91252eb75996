import { isUtf8 } from "node:buffer";

/** What is wrong with the characters of a file. */
export interface TextFault {
  /** Offset in `text`; undefined where the whole file is meant. */
  readonly at?: number;
  readonly reason: string;
  readonly fix: string;
}

/** The text of a file, and the first fault in it. */
export interface FileText {
  readonly text: string;
  readonly fault: TextFault | undefined;
}

const SAVE = "save it again, in UTF-8";

/** A file's text, as far as it is one. */
export function fileText(bytes: Buffer): FileText {
  if (isUtf16(bytes)) return { text: "", fault: { reason: "it is in UTF-16", fix: SAVE } };
  const text = new TextDecoder().decode(bytes);
  // Old editors write CP949; half a character (a lone surrogate) is in no encoding.
  const at = text.indexOf("\uFFFD");
  if (!isUtf8(bytes)) return { text, fault: { at, reason: "it is not in UTF-8", fix: SAVE } };
  return { text, fault: controlCharacter(text) };
}

/** The operator `>` of Windows PowerShell writes UTF-16, with or without a mark: every other byte of plain letters is 0. */
function isUtf16([first = 1, second = 1]: Buffer): boolean {
  const isMark = Math.min(first, second) === 0xfe && Math.max(first, second) === 0xff;
  return isMark || (first === 0) !== (second === 0);
}

/** What YAML allows in no file, and a carriage return alone, which Pulumi reads as the end of a line and others do not. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|\r(?!\n)/;

const NAMES: Readonly<Record<string, string>> = {
  "\0": "a NUL character",
  "\r": "a carriage return without a line feed",
};

function controlCharacter(text: string): TextFault | undefined {
  const found = CONTROL.exec(text);
  if (found === null) return undefined;
  const [character] = found;
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    at: found.index,
    reason: `${NAMES[character] ?? "a control character"} (U+${code}) is here`,
    fix:
      character === "\r"
        ? "save the file with the line ends of Unix (LF) or Windows (CRLF)"
        : "delete it: most editors have a way to show invisible characters",
  };
}
