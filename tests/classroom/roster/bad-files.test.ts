import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readRoster } from "../../../classroom/roster/roster.ts";
import { studentsIn } from "../../../classroom/students/chosen.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { bytes, ENCODINGS, mistakesIn } from "./files.ts";

const SAVE = 'fix: open it in Excel and save it as "CSV UTF-8 (Comma delimited)"';
const QUOTES =
  'a double quote is in the wrong place, or is not closed on its line | fix: put the whole cell in quotes ("..."), without a line break, and write "" for a quote inside; or remove the quotes';
const COLUMNS =
  "id, 아이디, name, 이름, email, 이메일, account, 계정, roleArn, 역할, labs, 실습; remove the column if it is none of them";

/** What it has, the file, and everything that is said about it, below the line with the count. */
type Bad = readonly [string, string | Uint8Array, readonly string[]];

const FILES: readonly Bad[] = [
  [
    "an Excel workbook",
    bytes({ hex: "504b030414000600" }, "xl/workbook.xml"),
    [`it is an Excel workbook (.xlsx) or another ZIP file, not a CSV file | ${SAVE}`],
  ],
  [
    "an old Excel workbook",
    bytes({ hex: "d0cf11e0a1b11ae1" }),
    [
      `it is an Excel workbook (.xls, or .xlsx with a password) or another document such as .hwp, not a CSV file | ${SAVE}`,
    ],
  ],
  [
    "an HTML table that is called .csv",
    "\n<table><tr><td>name</td></tr></table>",
    [`it is an HTML or XML page, not a CSV file | ${SAVE}`],
  ],
  [
    "HTML in UTF-16",
    ENCODINGS["UTF-16 LE"]("<html></html>"),
    [`it is an HTML or XML page, not a CSV file | ${SAVE}`],
  ],
  [
    "bytes with NUL",
    bytes("name\nA", { hex: "00" }, "B\n"),
    [`it has NUL bytes: a binary file, or UTF-16 without a byte-order mark | ${SAVE}`],
  ],
  [
    "UTF-16 without a mark",
    ENCODINGS["UTF-16 LE"]("name\n홍길동\n").subarray(2),
    [`it has NUL bytes: a binary file, or UTF-16 without a byte-order mark | ${SAVE}`],
  ],
  [
    "UTF-32",
    bytes({ hex: "fffe00006e000000" }),
    [`it has NUL bytes: a binary file, or UTF-16 without a byte-order mark | ${SAVE}`],
  ],
  [
    "UTF-16 that was cut off",
    ENCODINGS["UTF-16 LE"]("name\nA\n").subarray(0, -1),
    [`it is damaged, or in an encoding other than UTF-8, UTF-16 and CP949 (EUC-KR) | ${SAVE}`],
  ],
  ...(
    [
      ["CP949 in one line and UTF-8 in the next", { hex: "c8abb1e6b5bf" }, "\n홍길동\n"],
      ["Shift_JIS", { hex: "8e5293638140" }, "\n"],
      ["Latin-1", { hex: "4dfc6c6c6572" }, "\n"],
    ] as const
  ).map(([what, name, rest]): Bad => [
    what,
    bytes("name\n", name, rest),
    [`it is damaged, or in an encoding other than UTF-8, UTF-16 and CP949 (EUC-KR) | ${SAVE}`],
  ]),
  ...(
    [
      ["commas in full width", "이름，이메일\n홍길동，a@example.com\n"],
      ["bars between the cells", "id|name\na|A\n"],
      ["spaces between the cells", "id name\na A\n"],
      ["a PDF", "%PDF-1.4\n%%EOF\n"],
    ] as const
  ).map(([what, text]): Bad => [
    what,
    text,
    [
      "line 1: not a heading line: it names none of the columns | fix: begin the file with a line such as id,name,email,account,labs",
    ],
  ]),
  [
    "UTF-8 with a mark and a wrong byte",
    bytes({ hex: "efbbbf" }, "name\n", { hex: "ff" }),
    [`it is damaged, or in an encoding other than UTF-8, UTF-16 and CP949 (EUC-KR) | ${SAVE}`],
  ],
  [
    "Latin-1",
    bytes("name,id\nJos", { hex: "e9" }, ",a\n"),
    [`it is damaged, or in an encoding other than UTF-8, UTF-16 and CP949 (EUC-KR) | ${SAVE}`],
  ],
  ["nothing", "", ["it is empty | fix: write a heading line, and a line for each student"]],
  [
    "blank lines and separators only",
    "\n,,,\n \n",
    ["it is empty | fix: write a heading line, and a line for each student"],
  ],
  [
    "a heading line only",
    "\n\nname,email\n,\n",
    ["line 3: no student follows the heading line | fix: write a line for each student"],
  ],
  [
    "no heading line",
    "s01,홍길동,gildong@example.com\ns02,김지수,jisoo@example.com\n",
    [
      "line 1: not a heading line: it names none of the columns | fix: begin the file with a line such as id,name,email,account,labs",
    ],
  ],
  ["a quote in the heading that is not closed", '"name,id\nA,a\n', [`line 1: ${QUOTES}`]],
  [
    "headings that it should not have",
    "name,e-mial,phone,labs\nA,a@example.com,010,\n",
    [
      `line 1, heading = "e-mial": there is no such column | fix: did you mean email? Valid: ${COLUMNS}`,
      `line 1, heading = "phone": there is no such column | fix: write one of ${COLUMNS}`,
    ],
  ],
  [
    "two headings for one column",
    "name,성명,id\nA,A,a\n",
    [
      'line 1, heading = "성명": column name is there twice: "name" is the same | fix: remove one of the two',
    ],
  ],
  [
    "no column for names or ids",
    "email\na@example.com\n",
    ["line 1, name: missing | fix: add a column name or 이름"],
  ],
];

describe("a file that is not a roster", () => {
  const folder = temporaryFolder();

  for (const [what, file, mistakes] of FILES)
    it(`is refused: ${what}`, () => {
      assert.deepEqual(mistakesIn(file), mistakes);
    });

  it("is refused: more than 500 students", () => {
    const rows = Array.from({ length: 502 }, (_, at) => `student ${at}\n`);
    assert.deepEqual(mistakesIn(`name\n${rows.join("")}`), [
      "line 502: 502 students; a roster has 500 at most | fix: make several classes, each with a roster",
    ]);
  });

  it("is refused: a roster without ids, for a class that has students", () => {
    assert.deepEqual(mistakesIn("name\nA\nB\n", ["s01", "s02", "s03", "s04"]), [
      "line 1, id: no student has an id, but the class already has students (s01, s02, s03...): who they are is unknown | fix: use the roster that the ids were written into, or write each student's id",
    ]);
  });

  it("is refused: one that is not there, or too big", () => {
    const file = path.join(folder.path, "roster.csv");
    assert.throws(
      () => readRoster(file, { labs: [] }),
      /^Error: 1 mistake in [^]*\n {2}there is no such file\n.*check its name/,
    );
    writeFileSync(file, Buffer.alloc(1024 * 1024 + 1, "a"));
    assert.throws(() => readRoster(file, { labs: [] }), /it has more than 1 MiB: not a roster/);
    writeFileSync(file, "id,name\na,A\n");
    assert.deepEqual(readRoster(file, { labs: [] }).students, [{ id: "a", name: "A", line: 2 }]);
  });
});

describe("a roster in a git work tree", () => {
  const temporary = temporaryFolder();
  const TEXT = "name\n홍길동\n";
  const said: string[] = [];
  const opened = (file: string) => studentsIn(file, [], (line) => said.push(line));
  const at = (name: string) => path.join(temporary.path, name);
  beforeEach(() => {
    execFileSync("git", ["init", "-q"], { cwd: temporary.path, stdio: "ignore" });
    writeFileSync(at(".gitignore"), "roster*.csv\n");
    for (const name of ["명단.csv", "roster.csv"]) writeFileSync(at(name), TEXT);
    symlinkSync("명단.csv", at("roster-link.csv"));
  });

  it("is refused before ids are written into it, through a link too, unless git ignores it", async () => {
    for (const name of ["명단.csv", "roster-link.csv"])
      await assert.rejects(opened(at(name)), {
        name: "Error",
        message: new RegExp(
          `^1 mistake in .*${name}, nothing was changed:\n {2}it is in a git work tree that does not ignore it: .*\n {4}fix: name it roster\\.csv`,
        ),
      });
    assert.equal(readFileSync(at("명단.csv"), "utf8"), TEXT);
  });

  it("gets its ids where git ignores it", async () => {
    assert.deepEqual(await opened(at("roster.csv")), [{ name: "홍길동", id: "s01", line: 2 }]);
    assert.equal(readFileSync(at("roster.csv"), "utf8"), "\uFEFFid,name\ns01,홍길동\n");
  });
});
