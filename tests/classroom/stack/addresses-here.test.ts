import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { addressesHere } from "../../../classroom/stack/addresses-here.ts";
import { describeOutputs } from "../../../classroom/stack/outputs.ts";
import type { ClassConfig } from "../../../infra/config.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { contact, link } from "../../../labs/contract/outputs.ts";
import type { Answerer } from "../../../engine/traffic/answerer.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";

/** It answers for site.example and below. */
const SITE: Answerer = {
  answersFor: (host) => /(^|\.)site\.example$/.test(host),
  answer: () => Promise.resolve({ status: 200, headers: {} }),
};

describe("the addresses of a class on this machine", () => {
  let server: ReturnType<typeof trafficServer>;
  let port: number;
  before(async () => {
    const database = (host: string) =>
      Promise.resolve({ address: "127.0.0.1:33061", isOpen: host.startsWith("open.") });
    server = trafficServer([SITE], { emulator: "", nameServer: "127.0.0.1:5300", database });
    port = await listen(server, 0);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const outputs = {
    lab: {
      url: "https://www.site.example/a?b",
      ask: "curl --header 'Host: site.example' http://Site.Example:80/",
      other: "http://site.example http://other.example",
      name: "site.example",
      port: 80,
      open: "open.a.ap-northeast-2.rds.amazonaws.com:3306",
      closed: "closed.a.ap-northeast-2.rds.amazonaws.com:3306",
      dig: ["dig +short @ns-1.example.org site.example NS", "dig +short @ns-1.example.org '*.a'"],
    },
  };
  const here = (web = `http://127.0.0.1:${port}`) => addressesHere(web, outputs);

  it("are none where the process that answers has ended", async () => {
    assert.equal((await here("http://127.0.0.1:1"))(outputs.lab.url), undefined);
  });

  it("are those of a text whose names are all answered for, with the rest as it was", async () => {
    const local = await here();
    assert.equal(local(outputs.lab.url), `http://www.site.example.localhost:${port}/a?b`);
    assert.equal(
      local(outputs.lab.ask),
      `curl --header 'Host: site.example' http://site.example.localhost:${port}/`,
    );
  });

  it("are none where one name is not answered for, and where a text has no address", async () => {
    const local = await here();
    assert.equal(local(outputs.lab.other), undefined);
    assert.equal(local(outputs.lab.name), undefined);
  });

  it("are the local name server's for who asks a zone's own", async () => {
    const local = await here();
    assert.deepEqual(outputs.lab.dig.map(local), [
      "dig +short @127.0.0.1 -p 5300 site.example NS",
      "dig +short @127.0.0.1 -p 5300 '*.a'",
    ]);
    assert.equal(local("dig +trace site.example NS"), undefined);
  });

  it("are those of databases that let a visitor of this machine in", async () => {
    const local = await here();
    assert.deepEqual(
      [outputs.lab.open, outputs.lab.closed].map((text) => local(text)),
      ["127.0.0.1:33061", undefined],
    );
  });

  it("are none on AWS", async () => {
    assert.equal((await addressesHere(undefined, outputs))(outputs.lab.url), undefined);
  });

  it("are shown without a mark, also in commands that are withheld elsewhere", async () => {
    const [lab] = catalogue;
    const declared = {
      ...{ url: link("Website"), ask: contact("Ask"), other: link("Other") },
      dig: contact("Question"),
    };
    const config = {
      environment: "local",
      labs: [{ lab: { ...lab, id: "lab", outputs: declared }, settings: {} }],
    } as unknown as ClassConfig;
    const emulation = { here: await here() };
    const text = stripVTControlCharacters(describeOutputs(config, outputs, "en", emulation));
    assert.match(
      text,
      new RegExp(`Website +http://www\\.site\\.example\\.localhost:${port}/a\\?b\\n`),
    );
    assert.match(text, /Ask +curl .*\.localhost:/);
    assert.match(text, /Question +dig \+short @127\.0\.0\.1 -p 5300 site\.example NS\n/);
    assert.match(text, /Other +http:\/\/site\.example .* {2}\(emulated\)\n/);
  });
});
