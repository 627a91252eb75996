import assert from "node:assert/strict";
import fc from "fast-check";
import type { Student } from "../../../classroom/roster/student.ts";
import { lineOf, type Separator } from "../../../classroom/roster/table.ts";
import { ENCODINGS, mistakesIn, read } from "./files.ts";

/** Characters of names that every encoding has: all Hangul syllables, letters, and what a CSV file must quote. */
const character = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0xac00, max: 0xd7a3 }).map(String.fromCodePoint) },
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "X", "Z", "0", "9") },
  { weight: 1, arbitrary: fc.constantFrom('"', ",", ";", " ", "'", ".", "-", "(") },
);

const name = fc
  .tuple(fc.constantFrom("김", "A", "똠"), fc.string({ unit: character, maxLength: 20 }))
  .map((parts) => parts.join("").trim());

const account = fc.stringMatching(/^\d{12}$/);

const student = fc.record({
  // `all` stands for all students.
  id: fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/).filter((id) => id !== "all"),
  name,
  email: fc.option(fc.stringMatching(/^[a-z0-9]{1,9}@[a-z]{2,9}\.kr$/), { nil: undefined }),
  account: fc.option(account, { nil: undefined }),
  labs: fc.subarray(["linux-server", "s3-bucket", "dynamodb"]),
});

/** Students who differ in what must be different. */
const students = fc.uniqueArray(student, {
  minLength: 1,
  maxLength: 12,
  comparator: (a, b) =>
    a.id === b.id ||
    (a.email !== undefined && a.email === b.email) ||
    (a.account !== undefined && a.account === b.account),
});

const COLUMNS = ["name", "labs", "id", "account", "email"] as const;

/** One in Korean: without it, a class whose only syllable is 챌 is the same bytes in CP949 as a class of ç in UTF-8. */
const HEADING = ["이름", "labs", "id", "계정", "email"];

describe("a roster of any students", () => {
  for (const [encoding, encode] of Object.entries(ENCODINGS))
    for (const separator of [",", ";", "\t"] as const satisfies readonly Separator[])
      it(`is read as it was written in ${encoding}, separated by ${JSON.stringify(separator)}`, () => {
        fc.assert(
          fc.property(students, fc.constantFrom("\n", "\r\n", "\r"), (all, newline) => {
            const rows = all.map((one) =>
              COLUMNS.map((column) =>
                column === "labs" ? one.labs.join(" ") : (one[column] ?? ""),
              ),
            );
            const text = [HEADING, ...rows].map((row) => lineOf(row, separator) + newline).join("");
            const expected = all.map(({ id, name, email, account, labs }, at): Student => ({
              id,
              name,
              line: at + 2,
              ...(email !== undefined && { email }),
              ...(account !== undefined && { account }),
              ...(labs.length > 0 && { labs }),
            }));
            assert.deepEqual(read(encode(text)), { students: expected });
          }),
        );
      });
});

describe("what is said about a roster", () => {
  it("never has a whole e-mail address, wherever in a row it is", () => {
    const local = fc.stringMatching(/^[a-z0-9._+-]{4,12}$/);
    fc.assert(
      fc.property(local, fc.nat(5), fc.constantFrom("", " x", "\u0007"), (local, at, more) => {
        const row = ["a", "A", "", "", "", ""].with(at, `${local}@example.com${more}`);
        const said = mistakesIn(`id,name,email,account,roleArn,labs\n${row.join(",")}\n=,,,,,\n`);
        assert.ok(said.length > 0);
        assert.ok(!said.join("\n").includes(`${local}@`));
      }),
    );
  });
});
