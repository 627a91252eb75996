import assert from "node:assert/strict";
import { ZONE } from "../../../aws/route53/types.ts";
import { darkDomains, warnOfDarkDomains } from "../../../classroom/destroy/dark-domains.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { resourceOf } from "../../support/subjects.ts";

describe("a domain that goes dark with its zone", () => {
  const zone = (name: string) =>
    resourceOf("dns", ZONE, name, { name, nameServers: ["ns-1.example.net", "ns-2.example.net"] });

  it("is named before the zone is destroyed, with the servers that the registrar may still name", () => {
    const [line = "", ...more] = darkDomains([zone("mydomain.com")]);
    assert.deepEqual(more, []);
    assert.match(
      line,
      /^mydomain\.com loses its website .* uses the name servers ns-1\.example\.net, ns-2\.exa/,
    );
  });

  it("is named even where nobody has recorded the zone's servers", () => {
    const [line = ""] = darkDomains([resourceOf("dns", ZONE, "zone", { name: "mydomain.com" })]);
    assert.match(line, /^mydomain\.com loses its website .* uses its name servers: enter other/);
  });

  it("is not one that nobody can register", () => {
    for (const top of ["test", "example", "invalid", "localhost"])
      assert.deepEqual(darkDomains([zone(`aws-class.${top}`)]), []);
  });

  it("may have a reserved name in it, as long as it does not end with one", () => {
    for (const name of ["class.test.com", "example.org", "mytest", "aws-class.testing"])
      assert.deepEqual(
        darkDomains([zone(name)]).map((line) => line.split(" ")[0]),
        [name],
      );
  });

  it("has a zone: what else has a name is not a domain", () => {
    assert.deepEqual(
      darkDomains([resourceOf("x", "aws:s3/bucket:Bucket", "b", { name: "b" })]),
      [],
    );
  });

  it("is said, one line for each zone that the stack holds", async () => {
    const zones = ["a.com", "b.test", "c.com"].map((name) => ({
      ...{ type: ZONE, name, id: name },
      outputs: { name, nameServers: ["ns-1.example.net"] },
    }));
    const lines: string[] = [];
    await warnOfDarkDomains(new FakeStack(zones), (line) => lines.push(line));
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      ["a.com", "c.com"],
    );
  });
});
