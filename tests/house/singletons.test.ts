import assert from "node:assert/strict";
import { serviceTypes } from "../../aws/services.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { recordLabs } from "../support/labs.ts";

/** Of what an account, or a region of it, has one, shared by all who use it. */
const ACCOUNTS_OWN =
  /account(PasswordPolicy|PublicAccessBlock|Alias)|accountPublicAccessBlock|encryptionByDefault|defaultKmsKey|snapshotBlockPublicAccess|imageBlockPublicAccess|serialConsoleAccess|instanceMetadataDefaults|default(Vpc|Subnet|RouteTable|NetworkAcl)|serviceLinkedRole|costAllocationTag|apigateway\/account|certificates?|openIdConnectProvider/i;

describe("what an account has one of", () => {
  it("is made by no lab by default", async () => {
    const { resources } = await recordLabs(catalogue.map((lab) => [lab, {}]));
    const types = new Set(resources.map(({ type }) => type));
    assert.deepEqual(
      [...types].filter((type) => ACCOUNTS_OWN.test(type)),
      [],
    );
  });

  it("is known as such, where a lab makes it when it is asked to", async () => {
    const known = Object.entries(await serviceTypes()).filter(([type]) => ACCOUNTS_OWN.test(type));
    assert.ok(known.length > 0);
    for (const [type, { ofAccount }] of known) assert.equal(ofAccount, true, type);
  });
});
