import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { streamEncode } from "dns-packet";
import { type NameServer, startNameServer } from "../../../../engine/traffic/names/name-server.ts";
import { CODES } from "../../../../engine/traffic/names/resolve.ts";

const MESSAGE = streamEncode({ type: "query", id: 1, questions: [{ type: "A", name: "a.test" }] });

describe("a name server by TCP", () => {
  let server: NameServer;
  const start = async (limits: { readonly messageMs: number; readonly connections: number }) => {
    const nothing = { code: CODES.NXDOMAIN, isAuthoritative: true, answers: [], authorities: [] };
    server = await startNameServer(() => Promise.resolve(nothing), 0, limits);
  };
  afterEach(() => {
    server.close();
  });

  const client = async (): Promise<Socket> => {
    const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  };
  const ask = async (socket: Socket) => {
    socket.write(MESSAGE);
    await once(socket, "data");
  };

  it("waits for a whole message no longer than its time, however often a byte comes", async () => {
    await start({ messageMs: 200, connections: 10 });
    const slow = await client();
    const closed = once(slow, "close");
    const drip = setInterval(() => slow.write("\0"), 20);
    slow.resume();
    const quick = await client();
    for (let times = 0; times < 5; times++) {
      await sleep(100);
      await ask(quick);
    }
    await closed;
    clearInterval(drip);
    assert.ok(!quick.destroyed);
    quick.destroy();
  });

  it("has a place for a further client: that of the one whose last message is the oldest", async () => {
    await start({ messageMs: 60_000, connections: 2 });
    const [first, second] = [await client(), await client()];
    await ask(second);
    await ask(first);
    const closed = once(second.resume(), "close");
    const third = await client();
    await closed;
    await Promise.all([ask(first), ask(third)]);
    assert.deepEqual([first.destroyed, third.destroyed], [false, false]);
    first.destroy();
    third.destroy();
  });
});
