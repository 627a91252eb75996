import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { FAILED_CHECKS } from "../../../policy/checkov/failed-checks.ts";
import type { Resource } from "../../../policy/resource.ts";
import { checkov } from "../linters.ts";
import { labAt, providerMap, terraformPlan } from "./terraform-plan.ts";

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

/** What checkov says of resources, beside the reasons that policy/checkov/ records. */
export interface CheckovFindings {
  readonly passed: number;
  /** Checks that failed without a recorded reason: id, what it asks for, the resource. */
  readonly unexplained: readonly (readonly [string, string, string])[];
  /** Checks that have a reason to fail, and did not. */
  readonly needless: readonly string[];
}

/**
 * checkov has no eyes for Pulumi: it is given what a Terraform program of the same resources would plan. The schema of the
 * machine's Terraform provider translates.
 *
 * @throws AssertionError when it has not read all of it
 */
export async function checkovFindings(resources: readonly Resource[]): Promise<CheckovFindings> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-checkov-"));
  try {
    const plan = terraformPlan(resources, await providerMap(folder));
    const file = path.join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    const { results, summary } = JSON.parse(await checkov(file)) as Report;
    const planned = plan.planned_values.root_module.resources.length;
    assert.deepEqual([summary.resource_count, summary.parsing_errors], [planned, 0]);
    return { passed: summary.passed, ...judged(results) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function judged({ failed_checks: failed }: Report["results"]) {
  const unexplained = failed.filter(
    ({ check_id, resource }) =>
      !FAILED_CHECKS.some(
        ({ check, labs }) => check === check_id && (labs?.includes(labAt(resource)) ?? true),
      ),
  );
  const ids = new Set(failed.map(({ check_id }) => check_id));
  return {
    unexplained: unexplained.map(
      ({ check_id, check_name, resource }) => [check_id, check_name, resource] as const,
    ),
    needless: FAILED_CHECKS.map(({ check }) => check).filter((check) => !ids.has(check)),
  };
}
