import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { declaredOnMocks } from "../../classroom/declared.ts";
import { PROJECT } from "../../classroom/stack-file.ts";
import { findTerraformProvider, installProvider } from "../../engine/provider/install.ts";
import type { ProviderMap } from "../../engine/provider/map/provider-map.ts";
import { catalogue } from "../../infra/catalogue.ts";
import { buildClass } from "../../infra/program.ts";
import { FAILED_CHECKS } from "../../policy/checkov.ts";
import { classOf } from "../support/labs.ts";
import { checkov } from "../support/linters.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { labAt, terraformPlan } from "../support/terraform-plan.ts";

interface Report {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
    }[];
  };
  readonly summary: Readonly<Record<"passed" | "parsing_errors" | "resource_count", number>>;
}

/** How Pulumi's names and Terraform's go together. */
async function providerMap(pulumiHome: string): Promise<ProviderMap> {
  const sdkFolder = path.join(PROJECT, "node_modules/@pulumi/aws");
  const { plugin } = await installProvider({ pulumiHome, sdkFolder });
  const file = path.join(path.dirname(plugin), "map.json");
  return JSON.parse(readFileSync(file, "utf8")) as ProviderMap;
}

/** checkov has no eyes for Pulumi: it is given what a Terraform program of the same resources would plan. */
describe("checkov", function () {
  this.timeout("10m"); // it is installed at the first call
  const temporary = temporaryFolder();

  it("finds nothing in all labs, in prod, that has no recorded reason", async function () {
    if (!findTerraformProvider()) this.skip(); // its schema is what translates
    const labs = classOf(
      catalogue.map((lab) => [lab, {}] as const),
      { environment: "prod", protect: true },
    );
    const resources = await declaredOnMocks(() => buildClass(labs));
    const plan = terraformPlan(resources, await providerMap(temporary.path));
    const file = path.join(temporary.path, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    const { results, summary } = JSON.parse(await checkov(file)) as Report;

    const planned = plan.planned_values.root_module.resources.length;
    assert.deepEqual([summary.resource_count, summary.parsing_errors], [planned, 0]);
    assert.ok(summary.passed > 800, `${summary.passed} checks passed`);
    const unexplained = results.failed_checks.filter(
      ({ check_id, resource }) =>
        !FAILED_CHECKS.some(
          ({ check, labs }) => check === check_id && (labs?.includes(labAt(resource)) ?? true),
        ),
    );
    assert.deepEqual(
      unexplained.map(({ check_id, check_name, resource }) => [check_id, check_name, resource]),
      [],
    );
    const failed = new Set(results.failed_checks.map(({ check_id }) => check_id));
    const needless = FAILED_CHECKS.filter(({ check }) => !failed.has(check));
    assert.deepEqual(needless, []);
  });
});
