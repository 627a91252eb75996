import assert from "node:assert/strict";
import { RESOURCE_NAMES } from "../../../classroom/drawing/resource-names.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { recordLabs } from "../../support/labs.ts";

/** What only connects others, or is a part of one. */
const PARTS =
  /Association|Attachment|Rule$|Route$|PublicAccessBlock|OwnershipControls|DefaultSecurityGroup|Policy$|Profile$|Configuration|Versioning|Membership|Accepter|TableItem|Notification|Subscription|OriginAccessControl/;

describe("the names of resources for students", () => {
  it("are there for whatever a lab makes, its parts aside, and for nothing else", async () => {
    const { resources } = await recordLabs(catalogue.map((lab) => [lab, {}]));
    const made = new Set(resources.map(({ type }) => type).filter((type) => /^awsx?:/.test(type)));
    assert.deepEqual(
      [...made].filter((type) => !PARTS.test(type) && !(type in RESOURCE_NAMES)),
      [],
    );
    assert.deepEqual(
      Object.keys(RESOURCE_NAMES).filter((type) => !made.has(type)),
      [],
    );
  });
});
