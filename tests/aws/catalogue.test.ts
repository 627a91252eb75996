import assert from "node:assert/strict";
import { AMI, AMI_LAUNCH_PERMISSION } from "../../aws/ec2/types.ts";
import { BUCKET, BUCKET_POLICY } from "../../aws/s3/types.ts";
import { type NamedService, services } from "../../aws/services.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { type LabSettings, MORE, recordLabs } from "../support/labs.ts";
import { gapsIn } from "./gaps.ts";

/** Labs that are refused without another one. */
const NEEDS: Readonly<Record<string, string>> = { "load-test": "load-balancer" };

const NETWORK: ClassConfig["network"] = {
  cidrBlock: "10.0.0.0/16",
  zones: ["a", "c"],
  nat: "perZone",
  flowLogs: true,
};

type LabWithSettings = readonly [lab: Lab, settings: LabSettings];

/** Types of AWS's resources that these labs build. */
async function typesOf(
  labs: readonly LabWithSettings[],
  changes?: Partial<ClassConfig>,
): Promise<string[]> {
  const { resources } = await recordLabs(labs, changes);
  return resources.map(({ type }) => type).filter((type) => /^awsx?:/.test(type));
}

/** All types that the catalogue builds: each lab alone with its defaults, then together with all that they can build. */
async function builtTypes(): Promise<string[]> {
  const types: string[] = [];
  for (const lab of catalogue) {
    const withNeeded = catalogue.filter(({ id }) => id === lab.id || NEEDS[lab.id] === id);
    types.push(...(await typesOf(withNeeded.map((each) => [each, {}]))));
  }
  const all = catalogue.map((lab): LabWithSettings => [lab, MORE[lab.id] ?? {}]);
  types.push(...(await typesOf(all, { network: NETWORK, watchdog: true })));
  return [...new Set(types)].sort();
}

/** The services without a part of one of them. */
const without = (
  known: readonly NamedService[],
  name: string,
  change: (service: NamedService) => Partial<NamedService>,
): readonly NamedService[] =>
  known.map((service) => (service.name === name ? { ...service, ...change(service) } : service));

const omit = <T>(record: Readonly<Record<string, T>> = {}, type: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== type));

describe("what the services know of the catalogue", function () {
  this.timeout(60_000);
  let types: readonly string[];
  let known: readonly NamedService[];
  before(async () => {
    types = await builtTypes();
    known = await services();
  });

  it("is the price, the way to be found and the protection of every type", () => {
    assert.ok(types.length > 80, `${types.length} types`);
    assert.deepEqual(gapsIn(types, known), []);
  });

  it("is said once, by one service", () => {
    for (const part of ["types", "prices", "computed", "answers"] as const) {
      const all = known.flatMap((service) => Object.keys(service[part] ?? {}));
      assert.deepEqual(
        all.filter((type, at) => all.indexOf(type) !== at),
        [],
        part,
      );
    }
  });

  it("has a price and a source, or the test names type and service", () => {
    const missing = without(known, "s3", ({ prices }) => ({ prices: omit(prices, BUCKET_POLICY) }));
    assert.deepEqual(gapsIn(types, missing), [
      `s3: ${BUCKET_POLICY} has no price, and is not known to be free`,
    ]);
    const unsourced = without(known, "s3", ({ prices }) => ({
      prices: { ...prices, [BUCKET_POLICY]: { source: "hearsay" } },
    }));
    assert.deepEqual(gapsIn(types, unsourced), [
      `s3: ${BUCKET_POLICY} is free without a page of AWS that says so`,
    ]);
  });

  it("has a finder, or the test names the type and its parts", () => {
    const missing = without(known, "ec2", ({ finders = [] }) => ({
      finders: finders.filter((finder) => !finder.types.includes(AMI)),
    }));
    const gaps = gapsIn(types, missing);
    assert.ok(gaps.includes(`ec2: ${AMI} has no finder, and is part of nothing`));
    assert.ok(gaps.includes(`ec2: ${AMI_LAUNCH_PERMISSION} is part of ${AMI}, which is not found`));
  });

  it("says of every type whether it holds data, or the test names type and service", () => {
    const missing = without(known, "s3", (service) => ({ types: omit(service.types, BUCKET) }));
    assert.deepEqual(gapsIn([BUCKET], missing), [
      `s3: ${BUCKET} is not in types.ts: does it hold data?`,
    ]);
  });

  it("is all missing without the service's folder", () => {
    const gaps = gapsIn(
      [BUCKET],
      known.filter(({ name }) => name !== "s3"),
    );
    assert.deepEqual(
      gaps.map((gap) => gap.split(` ${BUCKET} `)[1]),
      [
        "is not in types.ts: does it hold data?",
        "has no finder, and is part of nothing",
        "has no price, and is not known to be free",
      ],
    );
  });

  it("protects the same data as before services had folders", () => {
    const data = known.flatMap((service) =>
      Object.entries(service.types ?? {}).flatMap(([type, { holdsData }]) =>
        holdsData ? [type] : [],
      ),
    );
    assert.deepEqual(data.sort(), [
      "aws:dynamodb/table:Table",
      "aws:efs/fileSystem:FileSystem",
      "aws:rds/instance:Instance",
      "aws:route53/zone:Zone",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketV2:BucketV2",
    ]);
  });
});
