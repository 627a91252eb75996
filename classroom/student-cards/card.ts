import { z } from "zod";
import { catalogue } from "../../labs/catalogue.ts";
import type { OutputKind } from "../../labs/contract/outputs.ts";
import type { Student } from "../roster/student.ts";
import { inLanguage, type Reading, shownOutputs, WITHHELD } from "../stack/outputs.ts";

/** An output of a lab that a student needs. */
export interface CardValue {
  readonly lab: string;
  /** The title of the lab. */
  readonly title: string;
  /** Its name in the lab. */
  readonly name: string;
  readonly label: string;
  readonly lines: readonly string[];
}

/** The data on a student's card. */
export interface Card extends Pick<Student, "id" | "name" | "email"> {
  /** Where the student signs in; on the emulated AWS, why they cannot. */
  readonly loginUrl: string;
  readonly userName: string;
  /** The first password; none without a console login. */
  readonly password?: string | undefined;
  readonly values: readonly CardValue[];
}

const LOGIN = z.object({
  loginUrl: z.string(),
  userName: z.string(),
  password: z.string().optional(),
});

/** Kinds of outputs that a student gets: no secret, except their own password. */
const KINDS: readonly OutputKind[] = ["link", "value", "command"];

/** Nobody types longer ones. */
const LONGEST = 160;

/** Commands for the instructor. */
const OF_INSTRUCTOR = /\bnpm (run|start)\b/;

/**
 * The card of a student.
 *
 * @param outputs of the student's stack, secrets in plain text
 * @returns undefined when the stack has no login yet
 */
export function cardOf(
  { id, name, email }: Student,
  outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  reading: Reading,
): Card | undefined {
  const login = LOGIN.safeParse(outputs.login);
  if (!login.success) return undefined;
  const values = catalogue.flatMap(({ id: lab, title, outputs: declared }) =>
    shownOutputs(declared, outputs[lab] ?? {}, reading)
      .filter(({ kind, isWithheld }) => KINDS.includes(kind) && !isWithheld)
      .filter(({ lines }) => isForCard(lines))
      .map(({ name, label, lines }) => ({
        ...{ lab, title: inLanguage(title, reading.language), name, label, lines },
      })),
  );
  const { language, isEmulated } = reading;
  const where = isEmulated && { loginUrl: WITHHELD[language] };
  return { id, name, ...(email !== undefined && { email }), ...login.data, ...where, values };
}

function isForCard(lines: readonly string[]): boolean {
  const text = lines.join("\n");
  return text !== "" && text.length <= LONGEST && !OF_INSTRUCTOR.test(text);
}
