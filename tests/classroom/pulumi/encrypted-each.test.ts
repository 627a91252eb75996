import assert from "node:assert/strict";
import { refuseEncryptedEach } from "../../../classroom/pulumi/secrets/encrypted-each.ts";
import { ConfigError } from "../../../labs/contract/problems.ts";

const EACH = {
  labs: {
    "rds-mysql": { user: "teacher" },
    "dns-zone": { domain: "{student}.mydomain.com", records: { "a.b": { to: "{student}.c.com" } } },
  },
};

/** What is said of these secrets. */
function said(secrets: readonly string[], labs?: readonly string[], each: unknown = EACH): string {
  const students = [{ id: "s01" }, { id: "s02", labs }];
  try {
    refuseEncryptedEach("dev", each, secrets, students);
    return "";
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
}

describe("an encrypted part of class:each", () => {
  it("is refused where the roster chooses from encrypted labs, which are fine otherwise", () => {
    assert.match(
      said(["class:each.labs"], ["rds-mysql"]),
      /class:each\.labs: it is encrypted as a whole[^]*fix: write it in plain text, and of/,
    );
    const plain = { labs: { "rds-mysql": { user: "teacher" } } };
    assert.equal(said(["class:each.labs"], undefined, plain), "");
  });

  it("is refused where a student's id belongs into the secret", () => {
    for (const path of ["domain", "records.a.b.to", "records"])
      assert.match(
        said([`class:each.labs.dns-zone.${path}`]),
        /\{student\} in it cannot be replaced[^]*fix: write it in plain text/,
      );
    assert.match(said(["class:each.labs"]), /\{student\} in it cannot be replaced/);
  });

  it("is fine with single values, and says nothing of the class's other secrets", () => {
    assert.equal(said(["class:each.labs.rds-mysql.user", "class:labs", "class:email"]), "");
  });
});
