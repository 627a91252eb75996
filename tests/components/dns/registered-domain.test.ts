import assert from "node:assert/strict";
import { RegisteredDomain } from "../../../components/dns/registered-domain.ts";
import { only, record, refuses } from "../../support/mocks.ts";

describe("RegisteredDomain", () => {
  it("gives a registered domain its name servers, and renews it only when told", async () => {
    const nameServers = ["ns-1.example.com", "ns-2.example.com"];
    const args = { domain: "mydomain.com", nameServers, autoRenew: false };
    const resources = await record(() => new RegisteredDomain("domain", args));
    assert.deepEqual(
      only(resources, "aws:route53domains/registeredDomain:RegisteredDomain").inputs,
      {
        domainName: "mydomain.com",
        nameServers: [{ name: "ns-1.example.com" }, { name: "ns-2.example.com" }],
        autoRenew: false,
      },
    );
  });

  it("leaves the domain's tags alone: its provider ignores all of them", async () => {
    const args = { domain: "mydomain.com", nameServers: [], autoRenew: false };
    const resources = await record(() => new RegisteredDomain("domain", args));
    const { ignoreTags } = only(resources, "pulumi:providers:aws").inputs;
    const { keyPrefixes } = (
      typeof ignoreTags === "string" ? JSON.parse(ignoreTags) : ignoreTags
    ) as { keyPrefixes: readonly string[] };
    assert.deepEqual(keyPrefixes, [""]);
  });

  it("refuses what is no domain name", () =>
    refuses(
      () => new RegisteredDomain("domain", { domain: "my", nameServers: [], autoRenew: false }),
      /is not a domain name/,
    ));
});
