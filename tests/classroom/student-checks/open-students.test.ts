import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { isOpen, openStudents } from "../../../classroom/student-checks/open-students.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("opening the stacks of a class's students", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  it("leaves a class alone whose stack has the name of a student's, and writes no settings for it", async () => {
    const settings = path.join(temporary.path, "Pulumi.yaml");
    const stack = Object.assign(new FakeStack(), { name: "dev-seoul", settings });
    const place = {
      ...{ stack: new FakeStack(), stackOf: () => stack, reach: () => undefined },
      listed: () => Promise.resolve(new Map([["seoul", { name: "dev-seoul" }]])),
      folderOf: (id: string) => new StudentFolder("dev", id),
      keeperOf: () => Promise.resolve(new FakeKeeper()),
    } as unknown as StudentsPlace;
    const chosen = { name: "dev", only: undefined, shard: undefined, parallel: undefined };
    const open = (await openStudents(place, chosen, () => undefined)).get("seoul");
    assert.ok(open && !isOpen(open));
    assert.match(open.reason, /Stack dev-seoul is not the stack of a student seoul/);
    assert.equal(existsSync(settings), false);
  });
});
