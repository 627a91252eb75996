import { readFileSync } from "node:fs";
import path from "node:path";
import pMap from "p-map";
import { LAB_IDS } from "../../infra/active-labs.ts";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { askHidden } from "../student-cards/ask-hidden.ts";
import { UsageError } from "../console/command.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { readRoster } from "../roster/roster.ts";
import type { Student } from "../roster/student.ts";
import { decrypted, encrypted } from "../student-cards/age.ts";
import { type Card, cardOf } from "../student-cards/card.ts";
import { CARD_FILES, checkFolder, refuseInCi, writeCards } from "../student-cards/cards-folder.ts";
import { pageOf } from "../student-cards/page.ts";
import { passphraseFor } from "../student-cards/passphrase.ts";
import { sheetOf } from "../student-cards/sheet.ts";
import { filesIn, tarOf } from "../student-cards/tar.ts";
import { chosenStudents } from "../students/chosen.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";

export interface CardsOptions {
  /** The roster file; with `decrypt`, the encrypted cards. */
  readonly file: string;
  /** The class's stack. */
  readonly name: string;
  readonly out: string | undefined;
  readonly only: readonly string[] | undefined;
  /** @default the locale's */
  readonly lang: Language | undefined;
  readonly encrypt: boolean;
  readonly decrypt: boolean;
}

/** A roster without student ids: it does not say which student has which stack. */
class NoIdsError extends ExplainedError {}

/** Each one starts a Pulumi process. */
const AT_ONCE = { concurrency: 4 };

/**
 * `npm run class -- cards`: writes what each student gets on paper. No secret is shown on the terminal.
 *
 * @returns the exit code: 1 when a student has no card
 * @throws UsageError, CardsFolderError, RosterError, NoStudentError, PassphraseError, AgeError, PulumiError
 */
export async function cardsOf({ out = "", ...options }: CardsOptions): Promise<number> {
  refuseInCi();
  if (out === "") throw new UsageError("Choose a folder for the cards: --out DIR");
  if (options.encrypt && options.decrypt)
    throw new UsageError("--encrypt writes an encrypted file and --decrypt reads one: choose one");
  await checkFolder(out);
  return options.decrypt ? unpack(options, out) : write(options, out);
}

async function unpack(
  { file, name }: Pick<CardsOptions, "file" | "name">,
  out: string,
): Promise<number> {
  const content = readFileSync(file);
  const passphrase = await passphraseFor(askHidden, { times: 1 });
  const files = filesIn(decrypted(content, passphrase));
  const { page, sheet } = CARD_FILES;
  // Files that somebody else packed into the archive are not written.
  writeCards(name, out, new Map([...files].filter(([each]) => [page, sheet].includes(each))));
  console.log(`Wrote ${path.join(out, page)} and ${sheet}. Delete them when they are printed.`);
  return EXIT_CODES.done;
}

async function write(options: Omit<CardsOptions, "out">, out: string): Promise<number> {
  const { name, file, lang = userLanguage(), encrypt } = options;
  const place = await studentsPlace(name, console.error);
  const students = chosenStudents(await rosterOf(file, place), { ...options, shard: undefined });
  const passphrase = encrypt ? await passphraseFor(askHidden, { times: 2 }) : undefined;
  const reading = { language: lang, isEmulated: name === LOCAL };
  const read = await pMap(students, (student) => cardIn(place, student, reading), AT_ONCE);
  const cards = read.filter((each) => "card" in each).map(({ card }) => card);
  const missing = read.filter((each) => "missing" in each);
  for (const { id, missing: reason } of missing) console.error(`${id} has no card: ${reason}`);
  if (cards.length === 0) return EXIT_CODES.failed;
  const files = new Map([
    [CARD_FILES.page, pageOf(cards, name, lang)],
    [CARD_FILES.sheet, sheetOf(cards)],
  ]);
  const count = plural(cards.length, "card");
  if (passphrase === undefined) {
    writeCards(name, out, files);
    const { page, sheet } = CARD_FILES;
    console.log(`Wrote ${count}: ${path.join(out, page)} to print, ${sheet} for a mail merge.`);
    console.log("They have passwords: only you can read them. Delete them when they are printed.");
  } else {
    const packed = tarOf(new Map([...files].map(([each, text]) => [each, Buffer.from(text)])));
    writeCards(name, out, new Map([[CARD_FILES.encrypted, encrypted(packed, passphrase)]]));
    const written = path.join(out, CARD_FILES.encrypted);
    console.log(`Wrote ${count}, encrypted: npm run class -- cards --decrypt ${written} --out DIR`);
  }
  return missing.length === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** The students of a roster that `open` has used: its ids identify their stacks. */
async function rosterOf(file: string, place: StudentsPlace): Promise<readonly Student[]> {
  const taken = [...(await place.listed()).keys()];
  const { students, withIds } = readRoster(file, { labs: LAB_IDS, taken });
  if (withIds === undefined) return students;
  throw new NoIdsError(
    `${file}: some students have no id, so that which stack is whose is unknown. Use the roster that open has written ids into`,
  );
}

type Read = { readonly card: Card } | { readonly id: string; readonly missing: string };

/** A student's card. One that fails does not stop the others. */
async function cardIn(
  place: StudentsPlace,
  student: Student,
  reading: Parameters<typeof cardOf>[2],
): Promise<Read> {
  const { id } = student;
  try {
    const card = cardOf(student, await place.stackOf(id).outputs({ showSecrets: true }), reading);
    return card ? { card } : { id, missing: "the stack has no login yet; open the class first" };
  } catch (error) {
    return { id, missing: errorMessage(error) };
  }
}
