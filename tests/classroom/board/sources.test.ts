import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { BoardInputs, StacksReport } from "../../../classroom/board/board-inputs.ts";
import { Sources } from "../../../classroom/board/sources.ts";
import { noteChecks, notedOf } from "../../../classroom/checking/last-checks.ts";
import { progressFile, ProgressNotes } from "../../../classroom/local/progress-notes.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { row, stacksReport } from "../../support/pages/known-class.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const RESULT = { lab: "dynamodb", check: "it works", outcome: "pass", seen: "" } as const;

describe("what a board knows", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  let sources: Sources | undefined;
  let now: BoardInputs | undefined;
  afterEach(() => {
    sources?.stop();
    now = undefined;
  });

  function begin(ask: () => Promise<StacksReport>): void {
    const changed = (known: BoardInputs) => (now = known);
    sources = new Sources("spring", { ask, changed, notesMs: 20, stacksMs: 60 });
    sources.start();
  }
  async function until(holds: (known: BoardInputs) => boolean): Promise<void> {
    const end = Date.now() + 10_000; // within a second on a machine with nothing else to do
    while (!(now && holds(now))) {
      assert.ok(Date.now() < end, JSON.stringify(now));
      await sleep(5);
    }
  }
  const nothing = () => Promise.reject(new Error("No class is running.\nfix: start one"));

  it("is what commands note while they are at work, students' checks too", async () => {
    begin(nothing);
    const notes = new ProgressNotes("spring", { of: "students", work: "up" });
    notes.take([row("s01", { state: "at work", done: 2 })]);
    await until(({ progress }) => progress?.rows[0]?.done === 2);
    noteChecks(new StudentFolder("spring", "s01"), [RESULT]);
    await until(({ studentChecks }) => studentChecks.get("s01")?.dynamodb !== undefined);
    noteChecks(notedOf("spring"), [RESULT]);
    await until(({ checks }) => checks.dynamodb !== undefined);
    notes.end([row("s01", { state: "done", done: 3 })]);
    await until(({ progress }) => progress?.isOver === true);
  });

  it("takes a command that was killed for one that is over", async () => {
    const about = { of: "labs", work: "down" } as const;
    new ProgressNotes("spring", about).take([row("dynamodb", { state: "at work" })]);
    begin(nothing);
    await until(({ progress }) => progress?.isOver === false);
    const killed = { ...about, process: { pid: 4_194_303, started: "1" }, isOver: false };
    const text = JSON.stringify({ ...killed, at: "2026-11-30T03:00:00Z", rows: [] });
    writeFileSync(progressFile("spring"), text);
    await until(({ progress }) => progress?.isOver === true);
  });

  it("keeps what the stacks have said while they cannot be asked, and says why", async () => {
    const answers: (() => Promise<StacksReport>)[] = [
      () => Promise.resolve(stacksReport()),
      nothing,
    ];
    begin(() => (answers.shift() ?? nothing)());
    await until(
      ({ stacks: known, problem }) => known !== undefined && problem === "No class is running.",
    );
  });
});
