import assert from "node:assert/strict";
import { decode, encode } from "dns-packet";
import { answersOf } from "../../../../engine/traffic/names/record-data.ts";
import { CODES, resolve } from "../../../../engine/traffic/names/resolve.ts";
import type { RecordSet, Zone } from "../../../../engine/traffic/names/zones.ts";

const set = (
  name: string,
  type: string,
  values: string[],
  further: Partial<RecordSet> = {},
): RecordSet => ({ name, type, ttl: 300, values, ...further });

const alias = (name: string, target: string, isInZone: boolean, type = "A"): RecordSet =>
  set(name, type, [], { alias: { target, isInZone } });

const APEX = "class.test";
const SOA = "ns-1.example.org. hostmaster.example.org. 1 7200 900 1209600 60";

const ZONES: readonly Zone[] = [
  {
    name: APEX,
    records: [
      set(APEX, "SOA", [SOA], { ttl: 900 }),
      set(APEX, "NS", ["ns-1.example.org.", "ns-2.example.org."]),
      alias(APEX, "s3-website.ap-northeast-2.amazonaws.com", false),
      set("server.class.test", "A", ["192.0.2.10", "192.0.2.11"]),
      alias("home.class.test", "server.class.test", true),
      alias("loop.class.test", "loop.class.test", true),
      set("www.class.test", "CNAME", ["Server.class.test."]),
      set("docs.class.test", "CNAME", ["docs.aws.amazon.com."]),
      set("round.class.test", "CNAME", ["round.class.test."]),
      set("*.wild.class.test", "A", ["192.0.2.20"]),
      set("a.wild.class.test", "TXT", ['"one \\"quoted\\"" "two"']),
      set("deep.below.class.test", "A", ["192.0.2.30"]),
      set("part.class.test", "NS", ["ns.other.example."]),
      set("turns.class.test", "A", ["192.0.2.1"], { weight: 1 }),
      set("turns.class.test", "A", ["192.0.2.2"], { weight: 3 }),
      set("mail.class.test", "MX", ["10 mx.example.org."]),
    ],
  },
  { name: "empty.class.test", records: [] },
  { name: "inner.class.test", records: [set("inner.class.test", "A", ["192.0.2.40"])] },
];

describe("the name servers of the class's zones", () => {
  const served = "s3-website.ap-northeast-2.amazonaws.com";
  const ask = (name: string, type = "A", random = () => 0) =>
    resolve(
      ZONES,
      { name, type },
      {
        addressOf: (host) => Promise.resolve(host === served ? "127.0.0.1" : undefined),
        random,
      },
    );
  const data = async (name: string, type = "A", random?: () => number) =>
    (await ask(name, type, random)).answers.map((answer) => ("data" in answer ? answer.data : ""));
  const said = async (name: string, type = "A") => {
    const { code, answers, authorities } = await ask(name, type);
    return [code, answers.length, ...authorities.map((each) => each.type)];
  };

  it("answer with the records of a name, whatever the letters, for as long as they hold", async () => {
    assert.deepEqual(await data("SERVER.Class.test"), ["192.0.2.10", "192.0.2.11"]);
    const { answers, isAuthoritative } = await ask("Server.class.test");
    const [first] = answers;
    assert.ok(first && "ttl" in first);
    assert.deepEqual([first.name, first.ttl, isAuthoritative], ["Server.class.test", 300, true]);
    assert.deepEqual(await data(APEX, "NS"), ["ns-1.example.org", "ns-2.example.org"]);
    assert.deepEqual(await data("mail.class.test", "MX"), [
      { preference: 10, exchange: "mx.example.org" },
    ]);
    assert.deepEqual(await data("a.wild.class.test", "TXT"), [['one "quoted"', "two"]]);
  });

  it("answer an alias with what it stands for, in the zone or of a service on this machine", async () => {
    assert.deepEqual(await data("home.class.test"), ["192.0.2.10", "192.0.2.11"]);
    assert.deepEqual(await data(APEX), ["127.0.0.1"]);
    assert.deepEqual(await said("home.class.test", "AAAA"), [CODES.NOERROR, 0, "SOA"]);
    assert.deepEqual(await said("loop.class.test"), [CODES.NOERROR, 0, "SOA"]);
  });

  it("follow a CNAME inside the zone, and leave the rest to others", async () => {
    assert.deepEqual(await data("www.class.test"), [
      "Server.class.test",
      "192.0.2.10",
      "192.0.2.11",
    ]);
    assert.deepEqual(await data("docs.class.test"), ["docs.aws.amazon.com"]);
    assert.deepEqual(await data("www.class.test", "CNAME"), ["Server.class.test"]);
    assert.equal((await ask("round.class.test")).code, CODES.SERVFAIL);
  });

  it("say that a name is not there, or that it has no such record, with the SOA", async () => {
    assert.deepEqual(await said("none.class.test"), [CODES.NXDOMAIN, 0, "SOA"]);
    assert.deepEqual(await said("server.class.test", "MX"), [CODES.NOERROR, 0, "SOA"]);
    const [soa] = (await ask("none.class.test")).authorities;
    assert.ok(soa && "ttl" in soa);
    assert.deepEqual([soa.name, soa.ttl], [APEX, 60]);
  });

  it("answer by a wildcard for what has no name of its own", async () => {
    assert.deepEqual(await data("x.wild.class.test"), ["192.0.2.20"]);
    assert.deepEqual(await data("x.y.wild.class.test"), ["192.0.2.20"]);
    assert.deepEqual(await said("a.wild.class.test"), [CODES.NOERROR, 0, "SOA"]);
    assert.deepEqual(await said("wild.class.test"), [CODES.NOERROR, 0, "SOA"]);
    assert.deepEqual(await said("below.class.test"), [CODES.NOERROR, 0, "SOA"]);
    assert.equal((await ask("x.deep.below.class.test")).code, CODES.NXDOMAIN);
  });

  it("hand on to the name servers of a part of the zone, and refuse what is in none", async () => {
    const { code, isAuthoritative, authorities } = await ask("www.part.class.test");
    assert.deepEqual([code, isAuthoritative, authorities[0]?.name], [0, false, "part.class.test"]);
    assert.deepEqual(await data("inner.class.test"), ["192.0.2.40"]);
    for (const name of ["example.com", "xclass.test", "test"])
      assert.equal((await ask(name)).code, CODES.REFUSED, name);
  });

  it("choose one of several by their weights", async () => {
    assert.deepEqual(await data("turns.class.test", "A", () => 0.2), ["192.0.2.1"]);
    assert.deepEqual(await data("turns.class.test", "A", () => 0.3), ["192.0.2.2"]);
  });

  it("answer for a zone whose records are all gone", async () => {
    assert.deepEqual(await said("empty.class.test"), [CODES.NOERROR, 0]);
    assert.deepEqual(await said("a.b.empty.class.test"), [CODES.NXDOMAIN, 0]);
  });
});

describe("a value of a record", () => {
  const taken = (type: string, value: string, ttl = 300) =>
    answersOf("a.test", set("a.test", type, [value], { ttl })).length > 0;

  it("is left out when it is not what its type has, or does not fit into a message", () => {
    const long = "a".repeat(256);
    for (const [type, value] of [
      ["A", "192.0.2"],
      ["AAAA", "192.0.2.1"],
      ["CNAME", "a..test"],
      ["NS", `${long}.test`],
      ["MX", "70000 mail.test"],
      ["MX", "mail.test"],
      ["SRV", "1 1 65536 a.test"],
      ["SRV", "1 1 a.test"],
      ["CAA", 'issue "letsencrypt.org"'],
      ["CAA", '256 issue "letsencrypt.org"'],
      ["SOA", "a.test b.test 1 2 3 4 4294967296"],
      ["TXT", `"${long}"`],
      ["constructor", "a"],
    ] as const)
      assert.equal(taken(type, value), false, `${type} ${value}`);
    assert.equal(taken("A", "192.0.2.1", 2 ** 32), false);
  });

  it("is a whole answer when it is right", () => {
    for (const [type, value] of [
      ["AAAA", "2001:db8::1"],
      ["MX", "0 ."],
      ["SRV", "1 10 5269 xmpp.test."],
      ["CAA", '0 issue "letsencrypt.org"'],
      ["SOA", SOA],
      ["TXT", `"${"a".repeat(255)}" "b"`],
    ] as const) {
      const answers = answersOf("a.test", set("a.test", type, [value]));
      assert.equal(decode(encode({ type: "response", answers })).answers?.length, 1, type);
    }
  });
});
