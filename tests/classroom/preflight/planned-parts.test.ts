import assert from "node:assert/strict";
import { services } from "../../../aws/services.ts";
import { plannedParts } from "../../../classroom/preflight/planned-parts.ts";
import { plannedSettings, withDefaults } from "../../../classroom/pricing/planned-settings.ts";
import { inventoryOf } from "../../../classroom/readiness/class-parts.ts";
import { demandsOf } from "../../../classroom/readiness/demand.ts";

const SEOUL = "ap-northeast-2";
const known = await services();
const quotas = known.flatMap((service) => service.quotas ?? []);

/** What a class with these settings takes of the quotas. */
async function needed(written: Readonly<Record<string, unknown>>, students: number) {
  const plain = { config: { "aws:region": SEOUL, ...written }, secrets: [] };
  const config = plannedSettings("dev", undefined, { plain });
  const settings = withDefaults(plain.config, new Date());
  const parts = await plannedParts({ config, settings, students });
  const stacks = parts.map((each) => ({ ...each, inventory: inventoryOf(each, known) }));
  const demands = demandsOf(quotas, stacks, SEOUL);
  assert.deepEqual(
    demands.flatMap(({ uncounted }) => uncounted),
    [],
  );
  return (what: string) => demands.find(({ quota }) => quota.what.startsWith(what))?.needed;
}

describe("what preflight counts", () => {
  it("is class:each once for each student, and the class's own labs once", async () => {
    const count = await needed(
      { "class:labs": { "rds-mysql": true }, "class:each": { labs: { "vpc-manual": true } } },
      30,
    );
    assert.deepEqual([count("databases"), count("VPCs"), count("Elastic IPs")], [1, 1 + 30, 30]);
  });

  it("has the servers of each student's Auto Scaling group, at its greatest size", async () => {
    const each = { labs: { "auto-scaling": { min: 1, desired: 1, max: 3 } } };
    const count = await needed({ "class:each": each }, 10);
    assert.equal(count("vCPUs of standard"), 10 * 3 * 2);
  });

  it("is every lab of the class for each student, in one network, where class:each is not set", async () => {
    const count = await needed({ "class:labs": { "rds-mysql": true } }, 30);
    assert.deepEqual([count("databases"), count("VPCs")], [30, 1]);
  });
});
