import assert from "node:assert/strict";
import { checkOutgrown } from "../../../classroom/deploy/outgrown.ts";
import { parseConfig } from "../../../infra/config.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const TYPE = "aws:route53domains/registeredDomain:RegisteredDomain";

/** A registered domain that gets the name servers of the class's own zone, as 0.1.0 let it. */
const configOf = (zoneId?: string) =>
  parseConfig({
    stack: "dev",
    values: {
      "aws:region": "ap-northeast-2",
      "class:expires": IDENTITY.expires,
      "class:labs": JSON.stringify({
        "dns-zone": { domain: "our-school.kr", zoneId, registeredDomain: { autoRenew: true } },
      }),
    },
  });

describe("a registered domain without a zone that stays", () => {
  const lines: string[] = [];
  const check = (stack: FakeStack, zoneId?: string) => {
    lines.length = 0;
    return checkOutgrown(stack, configOf(zoneId), (line) => lines.push(line));
  };
  const domain = { type: TYPE, name: "dns-zone", id: "our-school.kr", lab: "dns-zone" };

  it("is refused in a new class", async () => {
    await assert.rejects(check(new FakeStack()), {
      name: "ConfigError",
      message:
        /class:labs\.dns-zone\.zoneId: registeredDomain needs it: a zone that the class creates is deleted with the class\n.*list-hosted-zones-by-name --dns-name our-school\.kr/,
    });
    assert.deepEqual(lines, []);
  });

  it("is refused in a class of which another lab has such a domain", async () => {
    await assert.rejects(check(new FakeStack([{ ...domain, lab: "domain-site" }])));
  });

  it("stays with a class that has it, with a warning", async () => {
    await check(new FakeStack([domain]));
    assert.match(lines.join("\n"), /^Warning {3}class:labs\.dns-zone\.zoneId: registeredDomain/);
  });

  it("is no matter where its zone stays", async () => {
    await check(new FakeStack(), "Z0123456789");
    assert.deepEqual(lines, []);
  });
});
