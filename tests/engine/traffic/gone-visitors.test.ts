import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer } from "../../../engine/traffic/answerer.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";
import { capturedErrors } from "../../support/fakes/captured-console.ts";

describe("a visitor who has gone", () => {
  /** The paths that were asked for, and those whose visitors have gone. */
  const asked: string[] = [];
  const left: string[] = [];
  const waiting: Answerer = {
    answersFor: () => true,
    answer: async ({ path, gone }) => {
      asked.push(path);
      try {
        await sleep(30_000, undefined, { signal: gone });
      } catch (error) {
        left.push(path);
        throw error;
      }
      return { status: 200, headers: {} };
    },
  };
  const server = trafficServer([waiting], { emulator: "http://127.0.0.1:1" });
  const errors = capturedErrors();
  let port: number;

  before(async () => {
    port = await listen(server, 0);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("ends what is done for the answer, of nobody else, which is no error", async () => {
    const [first, second] = ["/a", "/b"].map((path) => {
      const socket = connect(port, "127.0.0.1");
      socket.write(`GET ${path} HTTP/1.1\r\nHost: site.example\r\n\r\n`);
      return socket;
    });
    while (asked.length < 2) await sleep(10);
    first?.destroy();
    while (left.length === 0) await sleep(10);
    assert.deepEqual([left, errors.lines], [["/a"], []]);
    second?.destroy();
  });
});
