import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describeSwitchedOff, switchedOff } from "../../../classroom/open/switched-off.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("labs that an opening switches off for students", () => {
  const folder = temporaryFolder();
  const settingsOf = (id: string) => path.join(folder.path, `${id}.yaml`);
  const planned = (id: string, ...labs: readonly string[]) => ({
    student: { id },
    config: { labs: labs.map((lab) => ({ lab: { id: lab } })) },
  });

  it("are those of their last settings, with who has them, before anybody is asked", () => {
    for (const id of ["s01", "s02"])
      writeFileSync(
        settingsOf(id),
        "config:\n  class:labs:\n    dynamodb: {}\n    efs: false\n    s3-bucket: true\n",
      );
    const off = switchedOff(
      [planned("s01", "s3-bucket"), planned("s02", "cdn"), planned("s03")],
      settingsOf,
    );
    assert.deepEqual(describeSwitchedOff(off), [
      "Deletes   lab dynamodb of s01, s02, with everything that is in it",
      "Deletes   lab s3-bucket of s02, with everything that is in it",
    ]);
  });

  it("are none where nobody loses one", () => {
    writeFileSync(settingsOf("s01"), "config:\n  class:labs: { dynamodb: true }\n");
    assert.deepEqual([...switchedOff([planned("s01", "dynamodb", "efs")], settingsOf)], []);
  });
});
