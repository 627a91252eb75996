import assert from "node:assert/strict";
import { usualParallel } from "../../../classroom/students/parallel.ts";
import { studentLines, type StudentRow } from "../../../classroom/students/student-rows.ts";
import { StudentTable } from "../../../classroom/students/student-table.ts";

const row = (student: string, changes: Partial<StudentRow> = {}): StudentRow => ({
  student,
  state: "waiting",
  done: 0,
  total: undefined,
  since: undefined,
  until: undefined,
  what: "",
  ...changes,
});

const ROWS = [
  row("s01", { state: "done", done: 22, total: 22, since: 1000, until: 13_000 }),
  row("s02", { state: "at work", done: 3, total: 22, since: 13_000, what: "creating table, 4 s" }),
  row("s03", { state: "failed", done: 3, total: 22, since: 0, until: 9000, what: "no such image" }),
  row("s04"),
];

describe("the table of students", () => {
  it("has a line for each: state, resources, seconds, what it waits for", () => {
    assert.deepEqual(studentLines(ROWS, 20_000, { columns: 80, rows: 24 }), [
      "  s01  done     22 of 22  12 s",
      "  s02  at work   3 of 22   7 s  creating table, 4 s",
      "  s03  failed    3 of 22   9 s  no such image",
      "  s04  waiting",
      "  4 students: 1 done, 1 at work, 1 failed, 1 waiting",
    ]);
  });

  it("says of no student that nothing has become of them", () => {
    const lines = studentLines([], 0, { columns: 80, rows: 24 });
    assert.equal(lines.at(-1), "  0 students");
  });

  it("shows those at work and those that failed where there is no room for all", () => {
    const lines = studentLines(ROWS, 20_000, { columns: 80, rows: 4 });
    assert.equal(lines.length, 4);
    assert.match(lines.join("\n"), /s02[^]*s03[^]*2 others[^]*4 students/);
  });

  it("breaks no line of a narrow terminal", () => {
    for (const line of studentLines(ROWS, 20_000, { columns: 40, rows: 24 }))
      assert.ok(line.length <= 39, line);
  });

  it("is lines in a log: one for each that is at its end, and what has become of all", () => {
    let said = "";
    const table = new StudentTable(["s01", "s02", "s03"], {
      write: (text: string) => (said += text),
    });
    table.begin("s01");
    table.finish("s01", "done");
    table.begin("s02");
    table.finish("s02", "failed", "no such image");
    table.end(
      new Map([
        ["s03", { state: "not begun", why: "s02, the first one, did not come up" }] as const,
      ]),
    );
    assert.deepEqual(said.trimEnd().split("\n"), [
      "  s01  done  0 s",
      "  s02  failed  0 s  no such image",
      "  3 students: 1 done, 1 failed, 1 not begun",
    ]);
  });

  it("is of known students only", () => {
    const table = new StudentTable(["s01"], { write: () => true });
    table.end(new Map());
    assert.throws(() => table.row("s02"), /s02 is not in the table/);
  });
});

describe("how many students' stacks change at the same time", () => {
  it("follows from cores and memory, and is ten at most", () => {
    assert.equal(usualParallel(2, 20), 6);
    assert.equal(usualParallel(8, 20), 10);
    assert.equal(usualParallel(8, 4.2), 3);
    assert.equal(usualParallel(1, 1), 1);
  });
});
