import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { Objection } from "../../labs/contract/text-setting.ts";

const SAVE_AS_CSV = 'open it in Excel and save it as "CSV UTF-8 (Comma delimited)"';

/** First bytes of files that are not text, in hex. */
const FORMATS = [
  ["504b0304", "an Excel workbook (.xlsx) or another ZIP file"],
  [
    "d0cf11e0",
    "an Excel workbook (.xls, or .xlsx with a password) or another document such as .hwp",
  ],
] as const;

/** The byte-order marks. */
const MARKS = [
  ["efbbbf", "utf-8"],
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
] as const;

/** The text of a file from Excel, a spreadsheet or an editor, or why it cannot be read. */
export function decode(bytes: Uint8Array): string | Objection {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  const format = FORMATS.find(([signature]) => start.startsWith(signature));
  if (format) return { reason: `it is ${format[1]}, not a CSV file`, fix: SAVE_AS_CSV };
  const encoding = MARKS.find(([mark]) => start.startsWith(mark))?.[1];
  if (!encoding?.startsWith("utf-16") && bytes.includes(0)) return BINARY;
  // Some programs write a mark before a text that has one.
  const text = (encoding === undefined ? unmarked(bytes) : strict(bytes, encoding))?.replace(
    /^\uFEFF+/,
    "",
  );
  if (text === undefined)
    return {
      reason: "it is damaged, or in an encoding other than UTF-8, UTF-16 and CP949 (EUC-KR)",
      fix: SAVE_AS_CSV,
    };
  if (text.includes("\0")) return BINARY;
  // School administration systems export HTML tables as files named .xls or .csv.
  if (/^\s*<[!?a-z]/i.test(text))
    return { reason: "it is an HTML or XML page, not a CSV file", fix: SAVE_AS_CSV };
  return text;
}

const BINARY: Objection = {
  reason: "it has NUL bytes: a binary file, or UTF-16 without a byte-order mark",
  fix: SAVE_AS_CSV,
};

/**
 * Text without a byte-order mark: UTF-8, or the CSV of Korean Excel. Korean in CP949 is valid UTF-8 only if every syllable of the
 * file happens to be one such as 챌 (C3 A7, the UTF-8 of ç); no usual heading or surname is.
 */
const unmarked = (bytes: Uint8Array): string | undefined =>
  isUtf8(bytes) ? strict(bytes, "utf-8") : cp949(bytes);

function strict(bytes: Uint8Array, encoding: (typeof MARKS)[number][1]): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * Not by Node's TextDecoder: its "euc-kr" comes from ICU, which lacks the 8,822 syllables that CP949 adds to KS X 1001, and reads
 * 똠 as a control character and a c.
 */
function cp949(bytes: Uint8Array): string | undefined {
  const text = iconv.decode(bytes, "cp949");
  return text.includes("\uFFFD") ? undefined : text;
}
