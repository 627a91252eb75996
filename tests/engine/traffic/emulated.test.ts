import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import { listen } from "../../../engine/traffic/server.ts";

describe("a request to the emulated AWS", () => {
  /** Answers `/begun` by half. */
  const server = createServer((request, response) => {
    if (request.url === "/begun")
      response.writeHead(200, { "content-length": "10" }).write("hello");
  });
  let emulated: Emulated;
  before(async () => {
    emulated = new Emulated(`http://127.0.0.1:${await listen(server, 0)}`);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("ends when nobody waits for its answer any more, before it begins and in the middle", async () => {
    for (const path of ["/begun", "/silent"]) {
      const gone = new AbortController();
      const asked = emulated.ask({ method: "GET", path, headers: {}, signal: gone.signal });
      const [request] = (await once(server, "request")) as [IncomingMessage];
      const ended = once(request.socket, "close");
      const answered = path === "/begun" ? buffer(await asked) : asked;
      gone.abort();
      await assert.rejects(answered);
      await ended;
    }
  });
});
