import assert from "node:assert/strict";
import { credentialsIn, saveCredentials } from "../../../classroom/credentials/save-credentials.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { classOf } from "../../support/labs.ts";

const config = classOf(
  catalogue
    .filter(({ id }) => ["iam-users", "s3-backup", "s3-bucket"].includes(id))
    .map((lab) => [lab, {}] as const),
);

describe("the credentials of a class", () => {
  it("are an output of the lab that is chosen", () => {
    assert.deepEqual(credentialsIn(config, ["iam-users"]), {
      lab: "iam-users",
      output: "credentialsCsv",
    });
    assert.deepEqual(credentialsIn(config, ["s3-backup", "s3-bucket"]), {
      lab: "s3-backup",
      output: "credentials",
    });
  });

  it("are those of one lab", () => {
    assert.throws(
      () => credentialsIn(config, undefined),
      /choose --labs s3-backup or --labs iam-users/,
    );
  });

  it("are not there in other labs", () => {
    assert.throws(
      () => credentialsIn(config, ["s3-bucket"]),
      /has credentials to write; these labs have: s3-backup, iam-users/,
    );
  });

  it("need a file", async () => {
    const options = { stack: "local", labs: undefined, out: undefined, overwrite: false };
    await assert.rejects(saveCredentials(options), /--out FILE/);
  });
});
