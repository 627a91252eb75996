import assert from "node:assert/strict";
import { zoneAbove } from "../../../infra/students/zones.ts";
import { dnsZone } from "../../../labs/dns-zone/lab.ts";
import { domainSite } from "../../../labs/domain-site/lab.ts";
import { recordLabs } from "../../support/labs.ts";
import { ofType } from "../../support/mocks.ts";
import { NETWORK } from "../../support/names/student-stacks.ts";

const RECORD = "aws:route53/record:Record";
const EACH = { labs: { "domain-site": { domain: "{student}.class.test" } } };

const SHARED = {
  network: NETWORK,
  groupName: "students",
  boundaryArn: "arn:aws:iam::123456789012:policy/students",
};

describe("a zone of the class", () => {
  /** What a class's stack with lab dns-zone has for its students. */
  const zonesOf = async (each: Readonly<Record<string, unknown>>, domain = "class.test") => {
    const { outputs } = await recordLabs([[dnsZone, { domain }]], { each });
    return outputs.shared?.zones;
  };

  it("is for its students, where their domains are below it", async () => {
    assert.deepEqual(await zonesOf(EACH), [{ domain: "class.test", zoneId: "Z-class.test" }]);
  });

  it("is not for them where their domains are elsewhere, or they have none", async () => {
    assert.equal(await zonesOf(EACH, "other.test"), undefined);
    assert.equal(await zonesOf(EACH, "ass.test"), undefined);
    assert.equal(await zonesOf({ labs: { "s3-bucket": true, "dns-zone": true } }), undefined);
  });

  /** The records of a student's stack that has these zones. */
  const recordsOf = async (zones: readonly { domain: string; zoneId: string }[], settings = {}) => {
    const domain = "s01.class.test";
    const { resources } = await recordLabs([[domainSite, { domain, ...settings }]], {
      ...{ student: "s01", stack: "prod-s01", shared: { ...SHARED, zones: [...zones] } },
    });
    return ofType(resources, RECORD).filter(({ inputs }) => inputs.type === "NS");
  };

  it("delegates each student's domain to the student's own zone", async () => {
    const [record] = await recordsOf([{ domain: "class.test", zoneId: "ZCLASS" }]);
    const { zoneId, name, records } = record?.inputs ?? {};
    assert.deepEqual([zoneId, name], ["ZCLASS", "s01.class.test"]);
    assert.equal((records as string[]).length, 4);
  });

  it("delegates nothing to a zone that exists, nor a domain that is not below it", async () => {
    const zones = [{ domain: "class.test", zoneId: "ZCLASS" }];
    assert.deepEqual(await recordsOf(zones, { zoneId: "ZTHEIRS" }), []);
    assert.deepEqual(await recordsOf([{ domain: "other.test", zoneId: "ZCLASS" }]), []);
    assert.deepEqual(await recordsOf([]), []);
  });

  it("is the closest one above the domain", () => {
    const zones = ["test", "a.class.test", "class.test"].map((domain) => ({ domain, zoneId: "Z" }));
    assert.equal(zoneAbove("s01.class.test", zones)?.domain, "class.test");
  });
});
