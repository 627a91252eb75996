import assert from "node:assert/strict";
import { mock } from "node:test";
import path from "node:path";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import {
  ClosingError,
  refuseWhileClosing,
  whileClosing,
} from "../../../classroom/record/closing-mark.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("while a class is closed", () => {
  const temporary = temporaryFolder();
  const shelf = () => new FolderShelf(path.join(temporary.path, "dev"), temporary.path, "dev");
  const refused = (students?: readonly string[]) =>
    refuseWhileClosing(shelf(), "dev", students).then(
      () => undefined,
      (error: unknown) => (error instanceof ClosingError ? error.message : String(error)),
    );

  it("nobody opens it, and who closes it is said", async () => {
    const said = await whileClosing(shelf(), undefined, () => refused());
    assert.match(
      said ?? "",
      new RegExp(`^Class dev is being closed, by process ${process.pid} on`),
    );
    assert.match(said ?? "", /nothing was changed\.\n {2}fix: wait until that has ended/);
  });

  it("it may be opened again once that has ended, well or not", async () => {
    await whileClosing(shelf(), undefined, () => Promise.resolve());
    assert.equal(await refused(), undefined);
    await assert.rejects(
      whileClosing(shelf(), undefined, () => Promise.reject(new Error("AWS is down"))),
      /AWS is down/,
    );
    assert.equal(await refused(), undefined);
    assert.deepEqual(await shelf().list(), []);
  });

  it("others are opened where only some students are closed", async () => {
    const said = await whileClosing(shelf(), ["s01", "s02"], async () => ({
      others: await refused(["s03"]),
      one: await refused(["s03", "s02"]),
      all: await refused(),
    }));
    assert.equal(said.others, undefined);
    assert.match(said.one ?? "", /is being closed \(s01, s02\)/);
    assert.match(said.all ?? "", /is being closed/);
  });

  /** A mark of another machine whose last sign came so many minutes ago. */
  const markOf = (host: string, pid: number, minutes: number): Promise<void> => {
    const at = new Date(Date.now() - minutes * 60_000).toISOString();
    return shelf().write(
      `closing-${host}-${pid}.json`,
      JSON.stringify({ host, pid, since: at, at }),
    );
  };

  it("another machine is believed as long as it gives signs", async () => {
    await markOf("office", 7, 1);
    assert.match((await refused()) ?? "", /process 7 on office/);
    await markOf("office", 7, 6);
    assert.equal(await refused(), undefined);
  });

  it("the next close removes the mark of a killed one", async () => {
    await markOf("office", 7, 6);
    await whileClosing(shelf(), undefined, () => Promise.resolve());
    assert.deepEqual(await shelf().list(), []);
  });

  it("signs are given for as long as it takes", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
    try {
      await whileClosing(shelf(), undefined, async () => {
        const [name = ""] = await shelf().list();
        const before = await shelf().read(name);
        mock.timers.tick(30_000);
        await Promise.resolve();
        const signOf = (text = "") => Date.parse((JSON.parse(text) as { at: string }).at);
        assert.equal(signOf(await shelf().read(name)) - signOf(before), 30_000);
      });
    } finally {
      mock.timers.reset();
    }
  });
});
