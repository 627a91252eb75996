import assert from "node:assert/strict";
import { BoardModel } from "../../../classroom/board/board.ts";
import type { BoardInputs } from "../../../classroom/board/board-inputs.ts";
import { partsOf } from "../../../classroom/board/parts.ts";
import { HOSTILE, runIn } from "../../support/pages/hostile.ts";
import {
  atWorkOn,
  checksOf,
  comingUp,
  known,
  row,
  stacksReport,
} from "../../support/pages/known-class.ts";

const MINUTE = 60_000;
const at = (what: Partial<BoardInputs>, now = 0, model = new BoardModel()) =>
  model.at(known(what), now);
const help = (what: Partial<BoardInputs>, now = 0, model = new BoardModel()): string =>
  (partsOf(at(what, now, model), "en").get("help") ?? "").replace(/<[^>]*>/g, "");

describe("the board", () => {
  it("shows students' stacks while they come up, before anything else is known", () => {
    const rows = [row("s01", { state: "at work", done: 3, total: 22 }), row("s02")];
    const { of, tiles } = at({ progress: comingUp(rows) });
    assert.equal(of, "students");
    assert.deepEqual(
      tiles.map(({ key, state, done, total }) => [key, state, done, total]),
      [
        ["s01", "coming up", 3, 22],
        ["s02", "waiting", 0, undefined],
      ],
    );
  });

  it("believes the stacks once the command is over, and the command while it is at work", () => {
    const rows = [row("s01", { state: "failed", what: "no capacity" })];
    const now = stacksReport({ students: { s01: { state: "up" } } });
    assert.equal(at({ progress: comingUp(rows, true), stacks: now }).tiles[0]?.state, "up");
    assert.equal(at({ progress: comingUp(rows), stacks: now }).tiles[0]?.state, "failed");
  });

  it("says what the command does, and what it has done until the stacks are asked again", () => {
    const rows = [
      row("s01", { state: "at work", done: 3, total: 22 }),
      row("s02", { state: "done" }),
    ];
    const before = stacksReport({
      at: "2026-11-30T02:59:50.000Z",
      students: { s01: { state: "changing" }, s02: { state: "up" } },
    });
    for (const [work, atWork, done] of [
      ["up", "coming up", "up"],
      ["down", "going down", "destroyed"],
      ["repair", "being repaired", "up"],
    ] as const)
      for (const isOver of [false, true]) {
        const { tiles } = at({ progress: atWorkOn(rows, { work, isOver }), stacks: before });
        const shown = tiles.map(({ state }) => state);
        // A command that is over has not finished s01: it was killed.
        assert.deepEqual(shown, [isOver ? "changing" : atWork, done], work);
      }
    const gone = stacksReport({ students: { s01: { state: "up" } } });
    const { tiles } = at({
      progress: atWorkOn(rows, { work: "down", isOver: true }),
      stacks: gone,
    });
    assert.deepEqual(
      tiles.map(({ key }) => key),
      ["s01"],
    );
  });

  it("keeps students whose stacks were not begun, or failed before they were there", () => {
    const rows = [
      row("s01", { state: "failed", what: "no capacity" }),
      row("s02", { state: "not begun" }),
    ];
    const stacks = stacksReport({ students: { s03: { state: "up" } } });
    const { tiles } = at({ progress: comingUp(rows, true), stacks });
    assert.deepEqual(
      tiles.slice(0, 2).map(({ state, what }) => [state, what]),
      [
        ["failed", "no capacity"],
        ["not begun", ""],
      ],
    );
  });

  it("shows labs that go down, and not those that are gone", () => {
    const rows = [row("dynamodb", { state: "at work" }), row("static-site", { state: "done" })];
    const progress = atWorkOn(rows, { of: "labs", work: "down" });
    const states = (what: Partial<BoardInputs>) =>
      at(what).tiles.map(({ key, state }) => [key, state]);
    assert.deepEqual(
      states({ progress, stacks: stacksReport({ labs: ["dynamodb", "static-site"] }) }),
      [
        ["static-site", "destroyed"],
        ["dynamodb", "going down"],
      ],
    );
    const over = atWorkOn(rows, { of: "labs", work: "down", isOver: true });
    assert.deepEqual(states({ progress: over, stacks: stacksReport() }), []);
  });

  it("shows the labs of a class without students", () => {
    const { of, tiles } = at({
      stacks: stacksReport({ labs: ["dynamodb", "linux-server"] }),
      checks: checksOf("pass"),
    });
    assert.equal(of, "labs");
    assert.deepEqual(
      tiles.map(({ key, state, checks }) => [key, state, checks?.passed]),
      [
        ["linux-server", "up", undefined],
        ["dynamodb", "up", 1],
      ],
    );
  });

  it("shows no results of checks from before a lab was created, which an earlier class has left on this machine", () => {
    const tilesWith = (created: string) => {
      const made = { dynamodb: created };
      const students = { s01: { state: "up", made } } as const;
      const labs = at({
        stacks: stacksReport({ labs: ["dynamodb"], made }),
        checks: checksOf("fail"),
      });
      const studentChecks = new Map([["s01", checksOf("fail")]]);
      const ofStudents = at({ stacks: stacksReport({ students }), studentChecks });
      return [labs, ofStudents].map(({ tiles }) => tiles[0]?.checks?.failed);
    };
    assert.deepEqual(tilesWith("2026-11-30T02:59:00Z"), [1, 1]);
    assert.deepEqual(tilesWith("2026-11-30T03:01:00Z"), [undefined, undefined]);
  });

  it("names a lab that needs help as its tile does, in the reader's language, with the id that commands take", () => {
    const inputs = { stacks: stacksReport({ labs: ["dynamodb"] }), checks: checksOf("fail") };
    const parts = partsOf(at(inputs), "ko");
    const title = "<bdi>DynamoDB 생성, 검색";
    assert.ok(parts.get("tile-0")?.includes(title));
    assert.match(
      parts.get("help") ?? "",
      new RegExp(`${title}[^<]*</bdi></b> <span[^>]*>dynamodb</span>`),
    );
  });

  it("says who is stuck, and why", () => {
    const students = {
      s01: { state: "failed", reason: "no capacity" },
      s02: { state: "up" },
    } as const;
    const studentChecks = new Map([["s02", checksOf("fail")]]);
    const text = help({ stacks: stacksReport({ students }), studentChecks });
    assert.match(text, /s01 failed: no capacity/);
    assert.match(text, /s02 ✗ 1 failed dynamodb/);
    assert.match(
      help({ stacks: stacksReport({ students: { s01: { state: "up" } } }) }),
      /Nobody\./,
    );
  });

  it("says so of a stack of which nothing has come for ten minutes", () => {
    const model = new BoardModel();
    const atWork = (done: number) => ({
      progress: comingUp([row("s01", { state: "at work", done, total: 22 })]),
    });
    assert.match(help(atWork(3), 0, model), /Nobody/);
    assert.match(help(atWork(4), 5 * MINUTE, model), /Nobody/);
    assert.match(help(atWork(4), 14 * MINUTE, model), /Nobody/);
    assert.match(help(atWork(4), 17 * MINUTE, model), /s01 no progress for 12 min/);
    assert.match(help(atWork(5), 18 * MINUTE, model), /Nobody/);
  });

  it("counts stacks, checks and money", () => {
    const students = { s01: { state: "up" }, s02: { state: "failed" } } as const;
    const studentChecks = new Map([["s01", checksOf("pass")]]);
    const parts = partsOf(at({ stacks: stacksReport({ students }), studentChecks }), "en");
    const text = (parts.get("figures") ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    assert.match(text, /Up 1 \/ 2 ✗ 1 Checks ✓ 1 Cost so far \$1\.50 Cost an hour \$0\.2500/);
  });

  it("shows a hostile text as text in every field", () => {
    const students = { [HOSTILE]: { state: "failed", reason: HOSTILE } } as const;
    const progress = comingUp([row(HOSTILE, { state: "at work", what: HOSTILE, total: 3 })]);
    const checks = { [HOSTILE]: checksOf("fail").dynamodb };
    for (const what of [
      {
        stacks: stacksReport({ students, className: HOSTILE, expires: HOSTILE }),
        problem: HOSTILE,
      },
      { progress, studentChecks: new Map([[HOSTILE, checks as ReturnType<typeof checksOf>]]) },
    ]) {
      const parts = [...partsOf(at(what), "ko").values()].join("\n");
      assert.deepEqual(runIn(parts), []);
      assert.match(parts, /&lt;script&gt;/);
    }
  });
});
