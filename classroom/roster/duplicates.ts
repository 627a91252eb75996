import { type Mistake, shown } from "./mistakes.ts";
import { type Draft, ownAccount } from "./student.ts";

/** A value that must be unique for each student. */
interface Unique {
  /** Its column in a row. */
  readonly column: (draft: Draft) => "id" | "email" | "account" | "roleArn" | "name";
  readonly valueOf: (draft: Draft) => string | undefined;
  /** @param line of the earlier row */
  readonly reason: (line: number) => string;
  readonly fix: string;
}

const UNIQUE: readonly Unique[] = [
  {
    column: () => "id",
    valueOf: ({ id }) => id,
    reason: (line) => `the same id as in line ${line}`,
    fix: "give each student an id of their own",
  },
  {
    column: () => "email",
    valueOf: ({ email }) => email,
    reason: (line) => `the same e-mail address as in line ${line}`,
    fix: "remove the line if it is the same person, or correct the address",
  },
  {
    // The role's account must be unique: two roles in one account share everything.
    column: ({ account }) => (account === undefined ? "roleArn" : "account"),
    valueOf: ownAccount,
    reason: (line) => `the same account as in line ${line}`,
    fix: "give each student another account, or leave the cells of both empty: they share the class's account",
  },
  {
    column: () => "name",
    valueOf: ({ name, id, email }) =>
      id === undefined && email === undefined && name !== "" ? name : undefined,
    reason: (line) =>
      `the same name as in line ${line}, and neither has an id or an e-mail address`,
    fix: "remove the line if it is the same person, or add e-mail addresses",
  },
];

/** Rows with a value of an earlier row, ignoring case. */
export const duplicates = (drafts: readonly Draft[]): Mistake[] =>
  UNIQUE.flatMap(({ column, valueOf, reason, fix }) => {
    const first = new Map<string, number>();
    return drafts.flatMap((draft): Mistake[] => {
      const value = valueOf(draft);
      if (value === undefined) return [];
      const key = value.toLowerCase();
      const line = first.get(key);
      if (line === undefined) {
        first.set(key, draft.line);
        return [];
      }
      return [
        {
          line: draft.line,
          column: column(draft),
          value: shown(draft[column(draft)] ?? ""),
          reason: reason(line),
          fix,
        },
      ];
    });
  });
