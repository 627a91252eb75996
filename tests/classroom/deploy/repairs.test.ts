import assert from "node:assert/strict";
import { describeRepairs, repairsIn } from "../../../classroom/deploy/repairs.ts";
import type { ResourceChange } from "../../../classroom/pulumi/event-log.ts";

const urn = (types: string, name: string) => `urn:pulumi:local::class::${types}::${name}`;

describe("what solve has repaired", () => {
  it("is named with its lab; what the program alone knows of is left out", () => {
    const changes: ResourceChange[] = [
      { urn: urn("class:lab:cdn$class:cdn:Cdn", "cdn"), kind: "updated" },
      { urn: urn("class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket", "cdn"), kind: "updated" },
      {
        urn: urn("class:lab:security-group$aws:vpc/rule:IngressRule", "ssh"),
        kind: "created",
      },
    ];
    assert.deepEqual(describeRepairs(repairsIn(changes)).split("\n"), [
      "Repaired 2 resources:",
      "  updated  Bucket cdn       cdn",
      "  created  IngressRule ssh  security-group",
    ]);
  });

  it("may be nothing", () => {
    assert.match(describeRepairs([]), /^There was nothing to repair/);
  });
});
