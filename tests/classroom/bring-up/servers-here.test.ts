import assert from "node:assert/strict";
import { noServersHere } from "../../../classroom/bring-up/servers-here.ts";
import { classParts } from "../../../classroom/readiness/class-parts.ts";
import { autoScaling } from "../../../labs/auto-scaling/lab.ts";
import { cloudformationWeb } from "../../../labs/cloudformation-web/lab.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { s3Bucket } from "../../../labs/s3-bucket/lab.ts";
import { classOf } from "../../support/labs.ts";

const NOWHERE = { PATH: "" };

describe("the servers of a class on this machine", () => {
  it("do not run without a sandbox, and that is said with the reason", async () => {
    for (const lab of [linuxServer, autoScaling, cloudformationWeb])
      assert.match(
        (await noServersHere(await classParts(classOf([[lab, {}]])), NOWHERE)) ?? "",
        /^not running on this machine: (bubblewrap is not installed|servers need)/,
      );
  });

  it("are not spoken of where a class has none", async () => {
    const parts = await classParts(classOf([[s3Bucket, {}]]));
    assert.equal(await noServersHere(parts, NOWHERE), undefined);
  });
});
