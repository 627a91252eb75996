import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { mock } from "node:test";
import path from "node:path";
import { SAMPLE_CONFIG } from "../../../classroom/mocks/sample-config.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { writeStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { whileClosing } from "../../../classroom/record/closing-mark.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import { studentsUp } from "../../../classroom/students/students-up.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { SHARED } from "../../support/fakes/shared-parts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the stacks of students, side by side", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  afterEach(() => {
    mock.restoreAll();
  });

  /** What becomes of four students where all fail for one reason, and who was tried. */
  async function failing(
    options: { readonly everyone?: boolean },
    shelf = new FolderShelf(path.join(temporary.path, "shelf"), temporary.path, "dev"),
  ) {
    mock.method(process.stderr, "write", () => true); // the table
    const stack = new FakeStack();
    stack.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    stack.outputsNow = { ...stack.outputsNow, shared: SHARED };
    writeStackFile(stack.settings, { config: {} });
    const tried: string[] = [];
    const place = {
      stack: stack.pulumi,
      listed: () => Promise.resolve(new Map()),
      shelf: () => Promise.resolve(shelf),
      stackOf: (id: string) => {
        tried.push(id);
        throw new Error("no such image");
      },
    } as unknown as StudentsPlace;
    const cost = await classCost(SAMPLE_CONFIG);
    const students = ["s01", "s02", "s03", "s04"].map((id) => ({
      ...{ student: { id }, config: SAMPLE_CONFIG, cost },
    }));
    const ends = await studentsUp(
      place,
      { own: cost, students },
      { parallel: 1, json: true, ...options },
    );
    const reasons = [...ends.values()].flatMap((end) =>
      end.state === "failed" ? [end.failure.reason] : [],
    );
    return { tried, states: [...ends.values()].map(({ state }) => state), reasons };
  }

  it("begin with one alone, whose failure stops the others", async () => {
    const { tried, states } = await failing({});
    assert.deepEqual(tried, ["s01"]);
    assert.deepEqual(states, ["failed", "not begun", "not begun", "not begun"]);
  });

  it("are not brought up any more once another command closes the class", async () => {
    const shelf = new FolderShelf(path.join(temporary.path, "shelf"), temporary.path, "dev");
    const { tried, reasons } = await whileClosing(shelf, undefined, () => failing({}, shelf));
    assert.deepEqual(tried, []);
    assert.match(reasons[0] ?? "", /^Class dev is being closed/);
  });

  it("are all tried where everyone is to be, however many fail alike", async () => {
    const { tried, states } = await failing({ everyone: true });
    assert.deepEqual(tried, ["s01", "s02", "s03", "s04"]);
    assert.deepEqual(states, ["failed", "failed", "failed", "failed"]);
  });

  it("are not brought up in a stack that is a class of its own", async () => {
    mock.method(process.stderr, "write", () => true);
    const own = new FakeStack();
    own.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    own.outputsNow = { ...own.outputsNow, shared: SHARED };
    writeStackFile(own.settings, { config: {} });
    const other = Object.assign(new FakeStack(), { name: "dev-seoul" });
    const folder = new StudentFolder("dev", "seoul");
    mkdirSync(folder.path, { recursive: true });
    other.settings = folder.settings;
    const place = {
      stack: own.pulumi,
      listed: () => Promise.resolve(new Map([["seoul", {}]])),
      shelf: () => Promise.resolve(new FolderShelf(folder.path, temporary.path, "dev")),
      stackOf: () => other.pulumi,
      folderOf: () => folder,
    } as unknown as StudentsPlace;
    const cost = await classCost(SAMPLE_CONFIG);
    const student = { student: { id: "seoul" }, config: SAMPLE_CONFIG, cost };
    const plan = { own: cost, students: [student] };
    const ends = await studentsUp(place, plan, { parallel: 1, json: true });
    const end = ends.get("seoul");
    assert.match(
      end?.state === "failed" ? end.failure.reason : "",
      /^Stack dev-seoul is not the stack of a student seoul, but class aws-class itself/,
    );
    assert.deepEqual(other.calls, []);
    assert.ok(!existsSync(folder.settings));
  });
});
