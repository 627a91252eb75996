import assert from "node:assert/strict";
import {
  HostedZone,
  type HostedZoneArgs,
  requireDomain,
  requireNoZone,
} from "../../../components/dns/hosted-zone.ts";
import { ofType, only, refuses, run } from "../../support/mocks.ts";

const ZONE = "aws:route53/zone:Zone";

const make = (args: Partial<HostedZoneArgs> = {}) =>
  run(() => {
    const zone = new HostedZone("dns", { domain: "aws-class.test", forceDestroy: true, ...args });
    return { zoneId: zone.zoneId, nameServers: zone.nameServers };
  });

describe("HostedZone", () => {
  it("is public, and tells its id and name servers", async () => {
    const { resources, result } = await make();
    const { inputs } = only(resources, ZONE);
    assert.deepEqual([inputs.name, inputs.vpcs], ["aws-class.test", undefined]);
    assert.deepEqual([result.zoneId, result.nameServers.length], ["Z-dns", 4]);
  });

  it("goes with records made by hand only when told", async () => {
    for (const forceDestroy of [true, false]) {
      const { resources } = await make({ forceDestroy });
      assert.equal(only(resources, ZONE).inputs.forceDestroy, forceDestroy);
    }
  });

  it("leaves a zone that exists as it is", async () => {
    const { resources, result } = await make({ existingZoneId: "ZTHEIRS" });
    assert.deepEqual(ofType(resources, ZONE), []);
    assert.deepEqual([result.zoneId, result.nameServers.length], ["ZTHEIRS", 4]);
  });

  it("takes a zone that exists for a domain of its owner's", async () => {
    const { result } = await make({ domain: "mydomain.com", existingZoneId: "ZTHEIRS" });
    assert.equal(result.zoneId, "ZTHEIRS");
  });

  it("refuses what is no domain name, and makes nothing", () =>
    refuses(
      () => new HostedZone("dns", { domain: "mydomain", forceDestroy: true }),
      /is not a domain name/,
    ));
});

describe("requireDomain", () => {
  it("refuses a zone of another name", () => {
    assert.throws(() => {
      requireDomain("other.test", { name: "mydomain.com.", zoneId: "ZTHEIRS" });
    }, /ZTHEIRS belongs to mydomain\.com\., not to other\.test: use the id of the domain's zone/);
  });

  it("takes the domain's own, as Route 53 and the provider write its name", () => {
    for (const name of ["mydomain.com", "mydomain.com."])
      requireDomain("mydomain.com", { name, zoneId: "ZOURS" });
  });
});

describe("requireNoZone", () => {
  const zone = (name: string, privateZone = false) => ({ name, privateZone, zoneId: "Z1" });

  it("refuses a second public zone of the same name, and names the first", () => {
    const zones = [zone("b.test"), zone("a.test")];
    assert.throws(() => {
      requireNoZone("a.test", zones);
    }, /already has a zone for a\.test, Z1/);
  });

  it("reads a name with a dot at its end as the same", () => {
    assert.throws(() => {
      requireNoZone("a.test", [zone("a.test.")]);
    }, /already/);
  });

  it("minds neither zones of other names nor private ones", () => {
    requireNoZone("a.test", [zone("b.test"), zone("www.a.test"), zone("a.test", true)]);
  });
});
