import assert from "node:assert/strict";
import { mock } from "node:test";
import path from "node:path";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import {
  ClosingError,
  refuseWhileClosing,
  whileClosing,
} from "../../../classroom/record/closing-mark.ts";
import { identify } from "../../../lib/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("while a class is closed", () => {
  const temporary = temporaryFolder();
  const shelf = () => new FolderShelf(path.join(temporary.path, "dev"), temporary.path, "dev");
  const noSign = () => Promise.resolve();
  const refused = (
    students?: readonly string[],
    watch: (why: string) => Promise<unknown> = noSign,
  ) =>
    refuseWhileClosing(shelf(), "dev", students, watch).then(
      () => undefined,
      (error: unknown) => (error instanceof ClosingError ? error.message : String(error)),
    );

  it("nobody opens it, and who closes it is said", async () => {
    const said = await whileClosing(shelf(), undefined, () => refused());
    assert.match(
      said ?? "",
      new RegExp(`^Class dev is being closed, by process ${process.pid} on`),
    );
    assert.match(said ?? "", /this command stops here\.\n {2}fix: wait until that has ended/);
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

  for (const minutes of [7, -7])
    it(`another machine is believed whose clock is ${minutes} minutes away from ours, as long as it gives signs`, async () => {
      let ago = minutes; // two signs of the same millisecond would be one
      const signs = () => markOf("office", 7, (ago -= 0.2));
      await markOf("office", 7, minutes);
      assert.match((await refused(undefined, signs)) ?? "", /process 7 on office/);
      await whileClosing(shelf(), undefined, () => Promise.resolve(), signs);
      assert.deepEqual(await shelf().list(), ["closing-office-7.json"]);
      assert.equal(await refused(), undefined);
      assert.deepEqual(await shelf().list(), []);
    });

  it("it is said why a silent close is waited for, and for how long", async () => {
    await markOf("office", 7, 6);
    const said: string[] = [];
    await refused(undefined, (why) => Promise.resolve(said.push(why)));
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /by process 7 on office, shows no sign .*: watching it for 45 s$/);
    await markOf("office", 7, 1);
    await refused(undefined, (why) => Promise.resolve(said.push(why)));
    assert.equal(said.length, 1);
    await shelf().remove("closing-office-7.json");
  });

  it("the next close removes the mark of a killed one", async () => {
    await markOf("office", 7, 6);
    await whileClosing(shelf(), undefined, () => Promise.resolve(), noSign);
    assert.deepEqual(await shelf().list(), []);
  });

  it("a process that is known to have ended closes nothing, wherever it has the same name", async () => {
    const here = identify(process.pid);
    const at = new Date().toISOString();
    const mark = (id: object) =>
      shelf().write("closing-a.json", JSON.stringify({ host: "a", pid: 7, since: at, at, ...id }));
    await mark({ process: { ...here, started: "before" } });
    assert.equal(await refused(), undefined);
    await mark({ process: { ...here, started: "before", place: "another machine" } });
    assert.match((await refused()) ?? "", /process 7 on a/);
  });

  it("a mark that cannot be read stops what comes up, and says what to do", async () => {
    await shelf().write("closing-a.json", '{"version":2}');
    assert.match(
      (await refused()) ?? "",
      /not known whether class dev is being closed: closing-a\.json in .*\n {2}fix: .* delete closing-a\.json/,
    );
    await whileClosing(shelf(), undefined, () => Promise.resolve());
    assert.deepEqual(await shelf().list(), ["closing-a.json"]);
    await shelf().remove("closing-a.json");
  });

  it("a mark that cannot be removed hides nothing of how the close ended", async () => {
    const stuck = shelf();
    stuck.remove = () => Promise.reject(new Error("the session has expired"));
    assert.equal(await whileClosing(stuck, undefined, () => Promise.resolve("closed")), "closed");
    for (const name of await shelf().list()) await shelf().remove(name);
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
