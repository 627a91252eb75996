import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { SAMPLE_CONFIG } from "../../../classroom/mocks/sample-config.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { writeStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { openStudent } from "../../../classroom/students/open-student.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import type { StudentRow } from "../../../classroom/students/student-rows.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack } from "../../support/fakes/fake-stack.ts";
import { SHARED } from "../../support/fakes/shared-parts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a student's stack that is brought up", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  /** What was done of these, in order, and why it was not done whole. */
  async function opened({ isThere = false, isKilled = false }, closesAt?: string) {
    const done: string[] = [];
    let isClosing = false;
    const does = (what: string) => () => {
      done.push(what);
      isClosing ||= what === closesAt;
      return Promise.resolve();
    };
    const folder = new StudentFolder("dev", "s01");
    const stack = Object.assign(new FakeStack(), {
      ...{ settings: folder.settings, refresh: does("refresh"), up: does("up") },
    });
    const place = {
      ...{ stackOf: () => stack.pulumi, folderOf: () => folder, create: does("create") },
      keeperOf: () => Promise.resolve(new FakeKeeper()),
    } as unknown as StudentsPlace;
    const refuse = () => (isClosing ? Promise.reject(new Error("closing")) : Promise.resolve());
    const open = {
      ...{ place, file: { config: { "class:id": "abcdefgh2345" } }, shared: SHARED, refuse },
      there: new Set(isThere ? ["s01"] : []),
    };
    const student = {
      ...{ student: { id: "s01" }, config: SAMPLE_CONFIG, cost: await classCost(SAMPLE_CONFIG) },
    };
    const row: StudentRow = {
      ...{ student: "s01", state: "at work", done: 0, total: undefined },
      ...{ since: undefined, until: undefined, what: "" },
    };
    mkdirSync(folder.path, { recursive: true });
    if (isKilled) folder.watch.changeBegins();
    const error = await openStudent(open, student, row).then(
      () => undefined,
      (reason: unknown) => String(reason),
    );
    return { done, error };
  }

  it("is made first where there is none, and refreshed where a run was killed", async () => {
    assert.deepEqual((await opened({})).done, ["create", "up"]);
    assert.deepEqual((await opened({ isThere: true })).done, ["up"]);
    const after = await opened({ isThere: true, isKilled: true });
    assert.deepEqual([after.done, after.error], [["refresh", "up"], undefined]);
  });

  it("is not another class's whose settings an earlier version has written here", async () => {
    const { settings, path } = new StudentFolder("dev", "s01");
    mkdirSync(path, { recursive: true });
    writeStackFile(settings, { config: { "class:name": "aws-class" } });
    const { done, error } = await opened({ isThere: true });
    assert.deepEqual(done, []);
    assert.match(String(error), /is not the stack of a student s01, but class aws-class itself/);
  });

  it("is left as it is where a close begins before it has anything: that takes it for closed", async () => {
    const made = await opened({}, "create");
    assert.deepEqual([made.done, made.error], [["create"], "Error: closing"]);
    const killed = await opened({ isThere: true, isKilled: true }, "refresh");
    assert.deepEqual([killed.done, killed.error], [["refresh"], "Error: closing"]);
  });
});
