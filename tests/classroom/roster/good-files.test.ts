import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Student } from "../../../classroom/roster/student.ts";
import { PROJECT } from "../../../lib/project.ts";
import { bytes, ENCODINGS, read } from "./files.ts";

const HONG = { id: "s01", name: "홍길동", email: "gildong@example.com" };
const KIM = { id: "s02", name: "김지수", email: "jisoo@example.com" };

const TEXT = `id,name,email\n${HONG.id},${HONG.name},${HONG.email}\n${KIM.id},${KIM.name},${KIM.email}\n`;
const TABS = TEXT.replaceAll(",", "\t");
const BOTH: readonly Student[] = [
  { ...HONG, line: 2 },
  { ...KIM, line: 3 },
];

/** What it is, its bytes, and the students in it. */
const FILES: readonly (readonly [string, string | Uint8Array, readonly Student[]])[] = [
  ["UTF-8", TEXT, BOTH],
  ["UTF-8 with a byte-order mark", ENCODINGS["UTF-8 with a mark"](TEXT), BOTH],
  ["UTF-16 LE with a mark", ENCODINGS["UTF-16 LE"](TEXT), BOTH],
  ["UTF-16 BE with a mark", ENCODINGS["UTF-16 BE"](TEXT), BOTH],
  ["Excel's Unicode Text", ENCODINGS["UTF-16 LE"](TABS.replaceAll("\n", "\r\n")), BOTH],
  [
    "Korean Excel's CSV, in CP949",
    // 이름,이메일 / 홍길동 / 김지수
    bytes(
      "id,",
      { hex: "c0ccb8a7" },
      ",",
      { hex: "c0ccb8dec0cf" },
      "\r\ns01,",
      { hex: "c8abb1e6b5bf" },
      ",gildong@example.com\r\ns02,",
      { hex: "b1e8c1f6bcf6" },
      ",jisoo@example.com\r\n",
    ),
    BOTH,
  ],
  [
    "syllables that CP949 has and KS X 1001 has not",
    bytes("name,id\n", { hex: "b1e88c63c164" }, ",a\n"), // 김똠햏
    [{ name: "김똠햏", id: "a", line: 2 }],
  ],
  ["two byte-order marks", bytes({ hex: "efbbbfefbbbf" }, TEXT), BOTH],
  ["no-break spaces around cells", TEXT.replaceAll(",", "\u00A0,\u00A0"), BOTH],
  ["empty headings at the end, and empty cells below", TEXT.replaceAll("\n", ",,,\n"), BOTH],
  ["semicolons", TEXT.replaceAll(",", ";"), BOTH],
  ["tabs", TABS, BOTH],
  ["CRLF", TEXT.replaceAll("\n", "\r\n"), BOTH],
  ["CR, as old Macs write", TEXT.replaceAll("\n", "\r"), BOTH],
  ["no line break at the end", TEXT.trimEnd(), BOTH],
  ["quotes around every cell", TEXT.replace(/[^,\n]+/g, '"$&"'), BOTH],
  [
    "blank lines and empty rows, which count as lines",
    TEXT.replaceAll("\n", "\n\n,,\n"),
    [
      { ...HONG, line: 4 },
      { ...KIM, line: 7 },
    ],
  ],
  ["separators at the end of each line", TEXT.replaceAll("\n", ",,\n"), BOTH],
  ["spaces around cells", TEXT.replaceAll(",", " , "), BOTH],
  [
    "other headings in another order and case",
    `E-Mail;성명;학생 ID\n${HONG.email};${HONG.name};${HONG.id}\n`,
    [{ ...HONG, line: 2 }],
  ],
  [
    "every column, in Korean",
    "아이디,이름,이메일,계정 번호,역할,실습\na1,A,a@x.kr,123456789012,arn:aws-cn:iam::123456789012:role/path/class,s3-bucket\n",
    [
      {
        id: "a1",
        name: "A",
        email: "a@x.kr",
        account: "123456789012",
        roleArn: "arn:aws-cn:iam::123456789012:role/path/class",
        labs: ["s3-bucket"],
        line: 2,
      },
    ],
  ],
  [
    "labs separated in every way",
    'id,name,labs\na,A,s3-bucket dynamodb\nb,B,s3-bucket;dynamodb\nc,C,s3-bucket | dynamodb\nd,D,s3-bucket+dynamodb\ne,E,"dynamodb, s3-bucket"\n',
    [
      { id: "a", name: "A", labs: ["s3-bucket", "dynamodb"], line: 2 },
      { id: "b", name: "B", labs: ["s3-bucket", "dynamodb"], line: 3 },
      { id: "c", name: "C", labs: ["s3-bucket", "dynamodb"], line: 4 },
      { id: "d", name: "D", labs: ["s3-bucket", "dynamodb"], line: 5 },
      { id: "e", name: "E", labs: ["dynamodb", "s3-bucket"], line: 6 },
    ],
  ],
  [
    "separators and quotes within quotes",
    'name,id\n"Lee, ""Min""; Ho",a\n',
    [{ name: 'Lee, "Min"; Ho', id: "a", line: 2 }],
  ],
  [
    "cells that Excel leaves out at the end of a line",
    "id,name,email,labs\na,A\nb,B,b@example.com\n",
    [
      { id: "a", name: "A", line: 2 },
      { id: "b", name: "B", email: "b@example.com", line: 3 },
    ],
  ],
  [
    "ids alone, as they travel to other machines",
    "id\ns01\ns02\n",
    [
      { id: "s01", name: "s01", line: 2 },
      { id: "s02", name: "s02", line: 3 },
    ],
  ],
  [
    "names in decomposed Hangul, as macOS writes them",
    `name,id\n${"홍길동".normalize("NFD")},a\n`,
    [{ name: "홍길동", id: "a", line: 2 }],
  ],
  [
    "an account with a leading zero, and roles of GovCloud",
    "id,name,account,role\na,A,012345678901,\nb,B,,arn:aws-us-gov:iam::210987654321:role/class\n",
    [
      { id: "a", name: "A", account: "012345678901", line: 2 },
      { id: "b", name: "B", roleArn: "arn:aws-us-gov:iam::210987654321:role/class", line: 3 },
    ],
  ],
  [
    "a name with a joiner, and an id that differs by a zero",
    "id,name\ns1,👩‍🏫 Kim\ns01,Lee\n",
    [
      { id: "s1", name: "👩‍🏫 Kim", line: 2 },
      { id: "s01", name: "Lee", line: 3 },
    ],
  ],
  [
    "an account and a role in it",
    "id,name,account,role\na,A,123456789012,arn:aws:iam::123456789012:role/x\n",
    [
      {
        ...{ id: "a", name: "A", account: "123456789012", line: 2 },
        roleArn: "arn:aws:iam::123456789012:role/x",
      },
    ],
  ],
  [
    "two students of one name, told apart by their addresses",
    "id,name,email\na,김지수,a@example.com\nb,김지수,b@example.com\n",
    [
      { id: "a", name: "김지수", email: "a@example.com", line: 2 },
      { id: "b", name: "김지수", email: "b@example.com", line: 3 },
    ],
  ],
];

describe("a roster", () => {
  for (const [what, file, students] of FILES)
    it(`may have ${what}`, () => {
      assert.deepEqual(read(file), { students });
    });

  it("may be what the guide shows", () => {
    const guide = readFileSync(path.join(PROJECT, "docs/class-of-thirty.md"), "utf8");
    const sample = /^```csv\n([^]*?)^```/m.exec(guide)?.[1] ?? "";
    const { students } = read(sample);
    assert.deepEqual(
      students.map(({ id, name }) => [id, name]),
      [
        ["s01", "홍길동"],
        ["s02", "김지수"],
        ["s03", "Lee, Minho"],
        ["s04", "박서준"],
      ],
    );
  });

  it("may have 500 students", () => {
    const rows = Array.from({ length: 500 }, (_, at) => `student ${at}\n`);
    const { students } = read(`name\n${rows.join("")}`);
    assert.deepEqual(students.at(-1), { id: "s500", name: "student 499", line: 501 });
  });
});
