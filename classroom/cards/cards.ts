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
import { chosenStudents, type StudentChoice } from "../students/chosen.ts";
import { usualReading } from "../students/parallel.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";

export interface CardsOptions extends StudentChoice {
  /** The roster file; with `decrypt`, the encrypted cards. */
  readonly file: string;
  /** The class's stack. */
  readonly name: string;
  readonly out: string | undefined;
  readonly parallel: number | undefined;
  readonly json: boolean;
  /** @default the locale's */
  readonly lang: Language | undefined;
  readonly encrypt: boolean;
  readonly decrypt: boolean;
}

/** A roster without student ids: it does not say which student has which stack. */
class NoIdsError extends ExplainedError {}

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
  const { name, file, lang = userLanguage(), encrypt, parallel, json } = options;
  const place = await studentsPlace(name, console.error);
  const students = chosenStudents(await rosterOf(file, place), options);
  const passphrase = encrypt ? await passphraseFor(askHidden, { times: 2 }) : undefined;
  const reading = { language: lang, isEmulated: name === LOCAL };
  const read = await pMap(students, (student) => cardIn(place, student, reading), {
    concurrency: parallel ?? usualReading(),
  });
  const cards = read.filter((each) => "card" in each).map(({ card }) => card);
  const missing = read.filter((each) => "missing" in each);
  for (const { id, missing: reason } of missing) console.error(`${id} has no card: ${reason}`);
  const written = cards.length === 0 ? NO_FILES : filesOf(cards, { name, lang, passphrase });
  if (written.size > 0) writeCards(name, out, written);
  const paths = [...written.keys()].map((file) => path.join(out, file));
  if (json) console.log(asJson(read, paths));
  else if (paths.length > 0) console.log(describeWritten(paths, cards.length));
  return missing.length === 0 && cards.length > 0 ? EXIT_CODES.done : EXIT_CODES.failed;
}

const NO_FILES: ReadonlyMap<string, Uint8Array> = new Map();

/** The page and the sheet, or with a passphrase one encrypted file. */
function filesOf(
  cards: readonly Card[],
  { name, lang, passphrase }: { name: string; lang: Language; passphrase: string | undefined },
): ReadonlyMap<string, Uint8Array> {
  const files = new Map([
    [CARD_FILES.page, Buffer.from(pageOf(cards, name, lang))],
    [CARD_FILES.sheet, Buffer.from(sheetOf(cards))],
  ]);
  return passphrase === undefined
    ? files
    : new Map([[CARD_FILES.encrypted, encrypted(tarOf(files), passphrase)]]);
}

function describeWritten([first = "", ...others]: readonly string[], cards: number): string {
  const count = plural(cards, "card");
  return others.length === 0
    ? `Wrote ${count}, encrypted: npm run class -- cards --decrypt ${first} --out DIR`
    : `Wrote ${count}: ${first} to print, ${CARD_FILES.sheet} for a mail merge.\n` +
        "They have passwords: only you can read them. Delete them when they are printed.";
}

/** Who has a card, and where; nothing that is on a card. */
const asJson = (read: readonly Read[], files: readonly string[]): string =>
  JSON.stringify(
    {
      files,
      students: Object.fromEntries(
        read.map((each) =>
          "card" in each
            ? [each.card.id, { state: "written" }]
            : [each.id, { state: "missing", reason: each.missing }],
        ),
      ),
    },
    undefined,
    2,
  );

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
