import type { Card } from "./card.ts";
import { plain } from "../html/plain-text.ts";

/** Marks the file as UTF-8 for Excel. */
const MARK = "\uFEFF";

/** Text that a spreadsheet would execute as a formula, also in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;

/** The note for a password that had to be changed for the sheet. */
const APOSTROPHE = "the ' before the password is for Excel, not part of the password";

/**
 * Cards as CSV for a mail merge: one line for each student, one column for each value. A cell that a spreadsheet would execute
 * starts with an apostrophe; for a password, column `note` says that it must be typed without it.
 */
export function sheetOf(cards: readonly Card[]): string {
  const columns = new Map(
    cards.flatMap(({ values }) => values.map(({ lab, name }) => [`${lab}.${name}`, ""] as const)),
  );
  const heading = ["id", "name", "email", "loginUrl", "userName", "password", "note"];
  const rows = cards.map(({ id, name, email = "", loginUrl, userName, password = "", values }) => {
    const own = new Map(values.map((each) => [`${each.lab}.${each.name}`, each.lines.join(", ")]));
    const note = FORMULA.test(password) ? APOSTROPHE : "";
    const cells = [id, name, email, loginUrl, userName, password, note];
    return [...cells, ...[...columns.keys()].map((column) => own.get(column) ?? "")];
  });
  const lines = [[...heading, ...columns.keys()], ...rows];
  return MARK + lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const whole = plain(text);
  const safe = FORMULA.test(whole) ? `'${whole}` : whole;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
