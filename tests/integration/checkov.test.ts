import assert from "node:assert/strict";
import { declaredOnMocks } from "../../classroom/mocks/declared.ts";
import { findTerraformProvider } from "../../engine/provider/install.ts";
import { buildClass } from "../../infra/program.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { checkovFindings } from "../support/engine/checkov-findings.ts";
import { classOf, MORE } from "../support/labs.ts";

/** What no other test turns on for all labs: the account keeps it. */
const PASSWORDS: Readonly<Record<string, object>> = {
  "iam-users": { accountPasswordPolicy: true },
};

/** As declared, with awsx's lab and with what prod protects; as deployed: see labs.test.ts. */
describe("checkov", function () {
  this.timeout("10m"); // it is installed at the first call

  it("finds nothing in all labs, in prod, that has no recorded reason", async function () {
    // Only the schema of a Terraform provider translates; where Pulumi has its own plugin, there may be none.
    if (!findTerraformProvider()) this.skip();
    const labs = classOf(
      catalogue.map((lab) => [lab, { ...MORE[lab.id], ...PASSWORDS[lab.id] }] as const),
      { environment: "prod", protect: true },
    );
    const resources = await declaredOnMocks(() => buildClass(labs));
    const { passed, unexplained, needless } = await checkovFindings(resources);
    assert.deepEqual([unexplained, needless], [[], []]);
    assert.ok(passed > 800, `${passed} checks passed`);
  });
});
