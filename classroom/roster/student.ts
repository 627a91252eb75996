import type { Column } from "./columns.ts";
import { accountOfRole, FIELD_FAULTS, labFaults, labsIn, textFault } from "./fields.ts";
import { type Mistake, shown } from "./mistakes.ts";

/** A student in the roster. */
export interface Student {
  /** Used in the names of the student's stack and resources: a letter, then letters and digits, 8 characters at most. */
  readonly id: string;
  /** The id, if the roster has no names. */
  readonly name: string;
  readonly email?: string;
  /** An AWS account of the student's own. */
  readonly account?: string;
  /** The role to assume in that account. */
  readonly roleArn?: string;
  /** Labs of this student. @default those of the class */
  readonly labs?: readonly string[];
  /** Line of the roster. */
  readonly line: number;
}

/** A row that may still lack its id, or contain mistakes. */
export type Draft = Omit<Student, "id"> & Partial<Pick<Student, "id">>;

/** The student's own account. */
export const ownAccount = ({ account, roleArn }: Draft): string | undefined =>
  account ?? (roleArn === undefined ? undefined : accountOfRole(roleArn));

export interface CheckedRow {
  readonly draft: Draft;
  readonly mistakes: readonly Mistake[];
}

/** Reads the cells of a row, by column. @param knownLabs ids of all labs */
export function readStudent(
  line: number,
  cells: ReadonlyMap<Column, string>,
  knownLabs: readonly string[],
): CheckedRow {
  const value = (column: Column): string | undefined => {
    const text = cells.get(column)?.normalize("NFC").trim();
    return text === "" ? undefined : text;
  };
  const labs = labsIn(value("labs") ?? "");
  const draft: Draft = {
    line,
    name: (cells.has("name") ? value("name") : value("id")) ?? "",
    ...optional("id", value("id")),
    ...optional("email", value("email")),
    ...optional("account", value("account")),
    ...optional("roleArn", value("roleArn")),
    ...(labs.length > 0 && { labs }),
  };
  const mistakes = [...cells].flatMap(([column, cell]): Mistake[] => {
    const text = value(column);
    if (text === undefined) return [];
    const fault = textFault(cell);
    if (fault) return [{ line, column, value: shownIn(column, cell), ...fault }];
    if (column === "labs")
      return labFaults(labs, knownLabs).map(({ name, ...fault }) => ({
        line,
        column,
        value: shown(name),
        ...fault,
      }));
    const own = FIELD_FAULTS[column](text);
    return own ? [{ line, column, value: shownIn(column, text), ...own }] : [];
  });
  if (draft.name === "" && cells.has("name"))
    mistakes.push({ line, column: "name", reason: "missing", fix: "write the student's name" });
  if (!cells.has("name") && cells.has("id") && draft.name === "")
    mistakes.push({
      ...{ line, column: "id", reason: "missing, and the file has no names" },
      fix: "write the student's id, or add a column name",
    });
  return { draft, mistakes: [...mistakes, ...contradictions(draft)] };
}

function contradictions({ line, account, roleArn }: Draft): Mistake[] {
  const inRole = roleArn === undefined ? undefined : accountOfRole(roleArn);
  if (account === undefined || inRole === undefined || inRole === account) return [];
  if (FIELD_FAULTS.account(account)) return [];
  const reason = `in account ${inRole}, but column account has ${account}`;
  const fix = "correct one of the two, or leave account empty";
  return [{ line, column: "roleArn", value: shown(roleArn ?? ""), reason, fix }];
}

const optional = <K extends Column>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;

/** A cell, safe to show. In the e-mail column the whole value is masked, even without an @ or with spaces. */
const shownIn = (column: Column, text: string): string =>
  shown(column === "email" ? text.replace(/^(\s*\S)[^]*?(?=[@＠][^@＠]*$|$)/u, "$1***") : text);
