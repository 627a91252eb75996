import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { Answerer } from "../../../engine/traffic/answerer.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";

const HOST = "Host: a.example";

/** Requests of which two servers could take the end, or the host, for different ones. Each ends with what must not be read as a second one. */
const AMBIGUOUS: Readonly<Record<string, readonly string[]>> = {
  "a length and chunks": [
    ...["POST / HTTP/1.1", HOST, "Content-Length: 4", "Transfer-Encoding: chunked"],
    ...["", "0", "", "GET /smuggled HTTP/1.1", HOST],
  ],
  "chunks and a length": [
    ...["POST / HTTP/1.1", HOST, "Transfer-Encoding: chunked", "Content-Length: 3"],
    ...["", "0", "", "GET /smuggled HTTP/1.1", HOST],
  ],
  "two lengths": [
    "POST / HTTP/1.1",
    HOST,
    "Content-Length: 0",
    "Content-Length: 9",
    "",
    "GET /smug",
  ],
  "a list of lengths": ["POST / HTTP/1.1", HOST, "Content-Length: 0, 9", "", "GET /smug"],
  "a signed length": [
    "POST / HTTP/1.1",
    HOST,
    "Content-Length: +0",
    "",
    "GET /smuggled HTTP/1.1",
    HOST,
  ],
  "chunks that are not the last coding": [
    ...["POST / HTTP/1.1", HOST, "Transfer-Encoding: chunked, identity"],
    ...["", "0", "", "GET /smuggled HTTP/1.1", HOST],
  ],
  "a space before a colon": [
    ...["POST / HTTP/1.1", HOST, "Transfer-Encoding : chunked"],
    ...["", "0", "", "GET /smuggled HTTP/1.1", HOST],
  ],
  "a folded header": ["GET / HTTP/1.1", HOST, "X-A: b", " GET: /smuggled"],
  "a bare CR": ["GET / HTTP/1.1", HOST, "X-A: b\rGET: /smuggled"],
  "a bare LF": ["GET / HTTP/1.1", `${HOST}\n\nGET /smuggled HTTP/1.1`, HOST],
  "a NUL": ["GET / HTTP/1.1", HOST, "X-A: b\0"],
  "a user before its host": ["GET http://a.example@b.example/ HTTP/1.1", HOST],
  "a backslash in its host": ["GET http://a.example\\@b.example/ HTTP/1.1", HOST],
  "two hosts": ["GET / HTTP/1.1", HOST, "Host: b.example"],
  "a list of hosts": ["GET / HTTP/1.1", "Host: a.example, b.example"],
  "no host": ["GET / HTTP/1.1"],
  "the beginning of HTTP/2": ["PRI * HTTP/2.0", "", "SM"],
};

describe("a request that can be read in two ways", () => {
  let seen: string[];
  const mirror: Answerer = {
    answersFor: (host) => host.endsWith(".example"),
    answer: ({ method, host, path }) => {
      seen.push(`${method} ${host}${path}`);
      return Promise.resolve({ status: 200, headers: {}, body: "hello\n" });
    },
  };
  const server = trafficServer([mirror], { emulator: "http://127.0.0.1:1" });
  let port: number;
  before(async () => {
    port = await listen(server, 0);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    seen = [];
  });

  const answers = async (...lines: string[]) => {
    const socket = connect(port, "127.0.0.1").end([...lines, "", ""].join("\r\n"));
    return [...(await text(socket)).matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
  };

  for (const [name, lines] of Object.entries(AMBIGUOUS))
    it(`is refused: ${name}`, async () => {
      assert.deepEqual(await answers(...lines), ["400"]);
      assert.deepEqual(seen, []);
    });

  it("is one where its body looks like another one, and its target counts, not its Host", async () => {
    const inside = ["GET /inside HTTP/1.1", HOST, "", ""].join("\r\n");
    const length = `Content-Length: ${inside.length}`;
    const target = "GET http://b.example/x HTTP/1.1";
    assert.deepEqual(await answers("GET / HTTP/1.1", HOST, length, "", inside + target, HOST), [
      ...["200", "200"],
    ]);
    assert.deepEqual(seen, ["GET a.example/", "GET b.example/x"]);
  });

  it("stays one of HTTP/1.1 where it asks for another protocol", async () => {
    const upgrade = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMA"];
    assert.deepEqual(await answers("GET / HTTP/1.1", HOST, ...upgrade), ["200"]);
    assert.deepEqual(seen, ["GET a.example/"]);
  });
});
