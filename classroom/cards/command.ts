import { command } from "../console/command.ts";
import { lang } from "../console/language.ts";
import { argument, flag, text } from "../console/option.ts";
import { classStack, students } from "../console/shared-options.ts";

export const cards = command({
  name: "cards",
  description:
    "write a card for each student to print, with login and first password, and a CSV file",
  options: {
    file: argument("ROSTER", "the file with the students; with --decrypt the encrypted cards"),
    class: classStack,
    out: text("DIR", "the folder for the cards: outside git, readable only by you"),
    ...students,
    json: flag("print who has a card, and where, as JSON; never a password"),
    lang,
    encrypt: flag("write one file, encrypted with a passphrase"),
    decrypt: flag("decrypt such a file into the folder"),
  },
  run: async ({ class: name, ...given }) =>
    (await import("./cards.ts")).cardsOf({ ...given, name }),
});
