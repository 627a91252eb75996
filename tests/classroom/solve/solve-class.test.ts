import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { plannedSettings } from "../../../classroom/pricing/planned-settings.ts";
import { solve } from "../../../classroom/solve/solve-class.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import type { StudentRow } from "../../../classroom/students/student-rows.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A stack that notes when it is deployed. */
class DeployedStack extends FakeStack {
  up() {
    this.calls.push("up");
    return Promise.resolve([]);
  }
}

describe("solve for all students of a class", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  /** Repairs the stack of a student with one server. @param maxHourlyCost in USD */
  const solved = async (maxHourlyCost: number | undefined) => {
    const stack = new DeployedStack();
    const folder = new StudentFolder("dev", "s01");
    mkdirSync(folder.path, { recursive: true });
    const place = {
      folderOf: () => folder,
      keeperOf: () => Promise.resolve(new FakeKeeper()),
    } as unknown as StudentsPlace;
    const config = { ...plannedSettings("local", ["linux-server"]), maxHourlyCost };
    const urn = "urn:pulumi:local-s01::class::pulumi:pulumi:Stack::class-local-s01";
    const resources = [{ urn, type: "pulumi:pulumi:Stack", outputs: { "linux-server": {} } }];
    const open = {
      ...{ identity: IDENTITY, stack: stack.pulumi, aws: fakeAws({}), config },
      state: { deployment: { resources } },
    };
    const row: StudentRow = {
      ...{ student: "s01", state: "at work" as const, done: 0, total: undefined, what: "" },
      ...{ since: undefined, until: undefined },
    };
    const said = await solve(place, "s01", open, row).then(() => "", String);
    return { said, calls: stack.calls };
  };

  it("changes nothing of a stack that would cost more an hour than it may", async () => {
    const { said, calls } = await solved(0.001);
    assert.match(said, /class:maxHourlyCost = 0\.001: the class would cost \$0\.\d+ an hour/);
    assert.deepEqual(calls, []);
  });

  it("repairs one that keeps its limit, or has none", async () => {
    for (const limit of [1, undefined]) assert.deepEqual((await solved(limit)).calls, ["up"]);
  });
});
