import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  startedStudents,
  StudentFolder,
  studentsFolder,
} from "../../../classroom/students/student-folder.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the folders of a class's students", () => {
  const temporary = temporaryFolder();
  const before = process.env.AWS_CLASS_FOLDER;

  beforeEach(() => {
    process.env.AWS_CLASS_FOLDER = temporary.path;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.AWS_CLASS_FOLDER;
    else process.env.AWS_CLASS_FOLDER = before;
  });

  it("are of those whose stacks this machine has started, until they are gone", () => {
    assert.deepEqual(startedStudents("dev"), []);
    mkdirSync(new StudentFolder("dev", "s01").path, { recursive: true });
    writeFileSync(path.join(studentsFolder("dev"), "rosters.json"), "[]");
    assert.deepEqual(startedStudents("dev"), ["s01"]);
    new StudentFolder("dev", "s01").remove();
    assert.deepEqual(startedStudents("dev"), []);
  });
});
