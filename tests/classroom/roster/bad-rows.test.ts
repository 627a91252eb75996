import assert from "node:assert/strict";
import { mistakesIn, read } from "./files.ts";

const QUOTES =
  'a double quote is in the wrong place, or is not closed on its line | fix: put the whole cell in quotes ("..."), without a line break, and write "" for a quote inside; or remove the quotes';
const COLUMNS =
  "id, 아이디, name, 이름, email, 이메일, account, 계정, roleArn, 역할, labs, 실습; remove the column if it is none of them";
const FORMULA =
  "begins like a formula (=, +, -, @ or a tab), which a spreadsheet would run | fix: begin it with a letter or a digit";
const NO_ID = "not a valid id: 1 to 8 letters a-z and digits, a letter first | fix: write";
const OR_EMPTY = "or leave the cell empty: an id is then made";
const NO_ADDRESS =
  "not a valid e-mail address | fix: write one address such as student@example.com";

/** What it has, the file, and everything that is said about it, below the line with the count. */
const FILES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "too many cells",
    "id,name,email\na,Lee, Minho,m@example.com\nb,B,b@example.com,,\n",
    [
      "line 2: too many cells: 4 cells under 3 headings | fix: put a text that has a comma in double quotes, or add the heading",
    ],
  ],
  [
    "a cell without a heading",
    "id,name,,email\na,A,x,a@example.com\n",
    [
      "line 2: too many cells: 4 cells under 3 headings | fix: put a text that has a comma in double quotes, or add the heading",
    ],
  ],
  [
    "a row without an id where there are no names",
    "id,labs\na,\n,s3-bucket\n",
    [
      "line 3, id: missing, and the file has no names | fix: write the student's id, or add a column name",
    ],
  ],
  [
    "too few cells, without a name",
    "id,email,name\na,a@example.com\nb,b@example.com,B\n",
    [
      "line 2: too few cells: 2 cells under 3 headings | fix: separate the cells by a comma, as in the heading line; leave an unknown one empty",
    ],
  ],
  [
    "another separator than the heading line",
    "id;name;email\na,A,a@example.com\nb;B;b@example.com\n",
    [
      "line 2: too few cells: 1 cell under 3 headings | fix: separate the cells by a semicolon, as in the heading line; leave an unknown one empty",
    ],
  ],
  [
    "the heading line again",
    "id,name\na,A\nID,이름\nb,B\n",
    ["line 3: the heading line again | fix: remove the line"],
  ],
  [
    "quotes in the wrong place, each of them named",
    'id,name\na,Kim "Bob" Lee\nb,"B" B\nc,"C\nd,D\n',
    [`line 2: ${QUOTES}`, `line 3: ${QUOTES}`, `line 4: ${QUOTES}`],
  ],
  [
    "a line break in a cell",
    'id,name\na,"Kim\nJisoo"\nb,B\n',
    [`line 2: ${QUOTES}`, `line 3: ${QUOTES}`],
  ],
  [
    "rows without a name",
    "id,name,email\na,,a@example.com\nb, ,b@example.com\n",
    [
      "line 2, name: missing | fix: write the student's name",
      "line 3, name: missing | fix: write the student's name",
    ],
  ],
  [
    "ids that occur twice, whatever their case",
    "id,name\na,A\nb,B\nA,C\nb,D\n",
    [
      `line 4, id = "A": ${NO_ID} a, ${OR_EMPTY}`,
      'line 4, id = "A": the same id as in line 2 | fix: give each student an id of their own',
      'line 5, id = "b": the same id as in line 3 | fix: give each student an id of their own',
    ],
  ],
  [
    "addresses that occur twice, whatever their case",
    "id,name,email\na,A,kim@example.com\nb,B,lee@example.com\nc,C,KIM@Example.com\n",
    [
      'line 4, email = "K***@Example.com": the same e-mail address as in line 2 | fix: remove the line if it is the same person, or correct the address',
    ],
  ],
  [
    "one name twice, with neither id nor address",
    "name,email\n김지수,\n김지수,j@example.com\n김지수,\n",
    [
      'line 4, name = "김지수": the same name as in line 2, and neither has an id or an e-mail address | fix: remove the line if it is the same person, or add e-mail addresses',
    ],
  ],
  [
    "student numbers, once for all rows: ids are made",
    "학번,이름,이메일\n20230001,홍길동,gildong@example.com\n20230002,김지수,jisoo@example.com\n",
    [`line 1, heading = "학번": there is no such column | fix: write one of ${COLUMNS}`],
  ],
  [
    "mistakes of every kind at once, by line",
    'id,name,email,fax\nA1,=A,a,1\n,B,,\na1,C,c@example.com\n"x\n',
    [
      `line 1, heading = "fax": there is no such column | fix: write one of ${COLUMNS}`,
      `line 2, id = "A1": ${NO_ID} a1, ${OR_EMPTY}`,
      `line 2, name = "=A": ${FORMULA}`,
      `line 2, email = "a***": ${NO_ADDRESS}`,
      'line 4, id = "a1": the same id as in line 2 | fix: give each student an id of their own',
      `line 5: ${QUOTES}`,
    ],
  ],
];

describe("a roster's rows", () => {
  for (const [what, file, mistakes] of FILES)
    it(`have all their mistakes named: ${what}`, () => {
      assert.deepEqual(mistakesIn(file), mistakes);
    });

  it("have them counted, with the file's name, and that nothing was changed", () => {
    assert.throws(() => read("name\n=A\n=B\n"), {
      message: /^2 mistakes in roster\.csv, nothing was changed:\n {2}line 2, name = "=A": /,
    });
  });
});
