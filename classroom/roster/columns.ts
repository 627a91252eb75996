import { nearest } from "../../labs/contract/nearest.ts";
import { type Mistake, shown } from "./mistakes.ts";

/**
 * The columns with their accepted headings, in lower case without spaces and punctuation; the first two of each are documented.
 */
const HEADINGS = {
  // Not 학번: a student number such as 20230001 is not a valid id.
  id: ["id", "아이디", "studentid", "학생id", "식별자"],
  name: ["name", "이름", "studentname", "fullname", "성명", "성함", "학생", "학생이름", "학생명"],
  email: ["email", "이메일", "mail", "emailaddress", "메일", "이메일주소", "메일주소", "전자우편"],
  account: [
    "account",
    "계정",
    "accountid",
    "accountnumber",
    "awsaccount",
    "awsaccountid",
    "계정번호",
    "계정id",
    "aws계정",
    "aws계정번호",
    "aws계정id",
  ],
  roleArn: ["rolearn", "역할", "role", "arn", "역할arn"],
  labs: ["labs", "실습", "lab", "랩", "실습목록"],
} as const;

export type Column = keyof typeof HEADINGS;

const COLUMNS = Object.keys(HEADINGS) as Column[];

/** The column of a heading, in English or Korean, in any case. */
export function columnOf(heading: string): Column | undefined {
  const plain = heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  return COLUMNS.find((column) => (HEADINGS[column] as readonly string[]).includes(plain));
}

/** The column of each cell of the heading line; undefined for an empty or invalid cell. */
export interface Heading {
  readonly columns: readonly (Column | undefined)[];
  readonly mistakes: readonly Mistake[];
}

/** Reads the heading line. @param below the lines under it: a title may stand above the heading line */
export function readHeading(
  line: number,
  cells: readonly string[],
  below: readonly { readonly number: number; readonly text: string }[],
): Heading {
  const columns = cells.map(columnOf);
  if (columns.every((column) => column === undefined))
    return {
      columns,
      mistakes: [
        {
          line,
          reason: "not a heading line: it names none of the columns",
          fix: headingIn(below) ?? `begin the file with a line such as ${EXAMPLE}`,
        },
      ],
    };
  const mistakes = cells.flatMap((cell, at): Mistake[] => {
    if (cell.trim() === "") return [];
    const column = columns[at];
    const place = { line, column: "heading", value: shown(cell.trim()) };
    if (column === undefined)
      return [{ ...place, reason: "there is no such column", fix: known(cell) }];
    const first = columns.indexOf(column);
    return first === at
      ? []
      : [
          {
            ...place,
            reason: `column ${column} is there twice: ${shown(cells[first]?.trim() ?? "")} is the same`,
            fix: "remove one of the two",
          },
        ];
  });
  // Ids alone are a valid roster, too: other machines need no names.
  if (!columns.includes("name") && !columns.includes("id"))
    mistakes.push({ line, column: "name", reason: "missing", fix: "add a column name or 이름" });
  return { columns, mistakes };
}

const EXAMPLE = COLUMNS.filter((column) => column !== "roleArn").join(",");

/** How many lines a title has at most. */
const TITLE_LINES = 10;

/** What to do when the heading line is below a title, as in lists for people; undefined when no line looks like one. */
function headingIn(below: Parameters<typeof readHeading>[2]): string | undefined {
  const names = ({ text }: { readonly text: string }) => text.split(/[,;\t]/).map(columnOf);
  const found = below
    .slice(0, TITLE_LINES)
    .find((line) => names(line).some((column) => column === "name" || column === "id"));
  return found && `line ${found.number} has the headings: remove everything above it`;
}

const known = (heading: string): string => {
  const names = COLUMNS.flatMap((column) => [column, HEADINGS[column][1]]);
  return `${nearest(heading.trim(), names)}; remove the column if it is none of them`;
};
