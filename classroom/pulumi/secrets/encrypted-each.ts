import { decodedObject, type StudentPlace } from "../../../infra/students/settings.ts";
import { ConfigError, type Problem } from "../../../labs/contract/problems.ts";

/** The setting with what each student gets. */
export const EACH = "class:each";
const LABS = `${EACH}.labs`;

/**
 * Refuses secrets in `class:each` that no student's settings can be written from. Each student gets the encrypted text as it is,
 * so that this machine stores no secret in plain text: what must be taken apart or replaced for a student may not be in it.
 *
 * @param plain the decrypted `class:each`
 * @param secrets paths of the secret settings
 * @throws ConfigError
 */
export function refuseEncryptedEach(
  stack: string,
  plain: unknown,
  secrets: readonly string[],
  students: readonly StudentPlace[],
): void {
  const problems = secrets.flatMap((path): Problem[] => {
    const reason = reasonAgainst(path, plain, students);
    return reason === undefined ? [] : [{ key: path, value: undefined, reason, fix: fixOf(path) }];
  });
  if (problems.length > 0) throw new ConfigError(stack, problems);
}

function reasonAgainst(
  path: string,
  plain: unknown,
  students: readonly StudentPlace[],
): string | undefined {
  if (path === LABS && students.some(({ labs }) => labs !== undefined))
    return "it is encrypted as a whole, and the roster chooses labs from it";
  if (
    path.startsWith(`${EACH}.`) &&
    textAt(path.slice(EACH.length + 1), plain).includes("{student}")
  )
    return "it is encrypted, so that {student} in it cannot be replaced by each student's id";
  return undefined;
}

const fixOf = (path: string): string =>
  path === LABS
    ? "write it in plain text, and of the values in it encrypt only the secret ones, each by itself"
    : "write it in plain text, or without {student}";

/** The decrypted value at a path, as text. Names may contain points: those of DNS records do. */
function textAt(path: string, value: unknown): string {
  if (path === "") return JSON.stringify(value);
  const members = Object.entries(decodedObject(value)).filter(([name]) =>
    `${path}.`.startsWith(`${name}.`),
  );
  return members.map(([name, member]) => textAt(path.slice(name.length + 1), member)).join();
}
