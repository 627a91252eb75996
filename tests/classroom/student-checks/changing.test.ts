import assert from "node:assert/strict";
import { CloudKeeper } from "../../../classroom/record/cloud-keeper.ts";
import { WithEarlierRecord } from "../../../classroom/record/earlier-record.ts";
import type { RecordKeeper } from "../../../classroom/record/record-keeper.ts";
import { isChanging } from "../../../classroom/student-checks/changing.ts";
import { StudentFolder } from "../../../classroom/students/student-folder.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("whether a student's stack is being changed", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  const isIt = (
    keeper: RecordKeeper | Error,
    listed?: { url: string; updateInProgress: boolean },
  ) =>
    isChanging(
      {
        folderOf: () => new StudentFolder("dev", "s01"),
        stackOf: () => new FakeStack().pulumi,
        keeperOf: () =>
          keeper instanceof Error ? Promise.reject(keeper) : Promise.resolve(keeper),
      },
      "s01",
      listed && { name: "dev-s01", ...listed },
    );
  const locked = () => Object.assign(new FakeKeeper(), { lock: "s3://states/lock" });

  it("says Pulumi's lock on its backend", async () => {
    assert.equal(await isIt(locked()), true);
    assert.equal(await isIt(new FakeKeeper()), false);
  });

  it("says Pulumi Cloud's list, where no lock is asked for", async () => {
    const url = "https://app.pulumi.com/school/class/dev-s01";
    const never = new Error("nobody asks");
    assert.equal(await isIt(never, { url, updateInProgress: true }), true);
    assert.equal(await isIt(never, { url, updateInProgress: false }), false);
  });

  it("is no for a stack that Pulumi Cloud does not list, such as one that was closed elsewhere", async () => {
    const stack = Object.assign(new FakeStack(), { capture: () => Promise.resolve("[]") });
    const cloud = new CloudKeeper(new FakeKeeper(), stack.pulumi);
    await assert.rejects(cloud.pulumiLock(), /not known/); // what a command that deletes asks
    assert.equal(await isIt(new WithEarlierRecord(cloud, `${temporary.path}/none.json`)), false);
  });

  it("is not asked where the question would take the lock itself", async () => {
    const keeper = Object.assign(locked(), { locksToLook: true });
    assert.equal(await isIt(keeper), false);
  });
});
