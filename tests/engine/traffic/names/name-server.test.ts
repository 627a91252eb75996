import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { Resolver as Client } from "node:dns/promises";
import { connect, Server } from "node:net";
import { once } from "node:events";
import { mock } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, decode, encode, streamDecode, streamEncode } from "dns-packet";
import { type NameServer, startNameServer } from "../../../../engine/traffic/names/name-server.ts";
import { reply } from "../../../../engine/traffic/names/reply.ts";
import { CODES, type Resolved } from "../../../../engine/traffic/names/resolve.ts";

const MANY = 60;

/** `wrong.test` and `long.test` have what no message takes, `many.test` has more addresses than a datagram takes, `lost.test` fails, all others have one. */
function resolver({ name }: { name: string }): Promise<Resolved> {
  if (name === "lost.test") return Promise.reject(new Error("connect ECONNREFUSED"));
  if (name === "wrong.test" || name === "long.test") {
    const data = Array.from({ length: name === "long.test" ? 300 : 1 }, () => "a".repeat(255));
    const text = { name, type: "TXT", class: "IN", data } as const;
    const wrong = {
      name,
      type: "MX",
      class: "IN",
      data: { preference: 70_000, exchange: "a.test" },
    };
    return Promise.resolve({
      ...{ code: CODES.NOERROR, isAuthoritative: true, authorities: [] },
      answers: [name === "long.test" ? text : (wrong as Answer)],
    });
  }
  const addresses = Array.from(
    { length: name === "many.test" ? MANY : 1 },
    (_, at) => `192.0.2.${at}`,
  );
  return Promise.resolve({
    ...{ code: CODES.NOERROR, isAuthoritative: true, authorities: [] },
    answers: addresses.map(
      (data) => ({ ...{ name, type: "A", class: "IN", ttl: 1 }, data }) as const,
    ),
  });
}

const question = (name: string) => ({ type: "A", class: "IN", name }) as const;

describe("the name server on this machine", () => {
  let server: NameServer;
  beforeEach(async () => {
    server = await startNameServer(resolver);
  });
  afterEach(() => {
    server.close();
  });

  const asked = (packet: object, isStream = false) =>
    reply(encode({ type: "query", id: 7, ...packet }), resolver, isStream);

  it("answers by UDP, and with what is too long for it by TCP", async () => {
    const client = new Client();
    client.setServers([`127.0.0.1:${server.port}`]);
    assert.deepEqual(await client.resolve4("a.test"), ["192.0.2.0"]);
    assert.equal((await client.resolve4("many.test")).length, MANY);
    const short = decode((await asked({ questions: [question("many.test")] })) ?? Buffer.alloc(0));
    assert.deepEqual([short.type === "response" && short.flag_tc, short.answers], [true, []]);
  });

  it("answers several questions of one connection, in whatever pieces they come", async () => {
    const socket = connect(server.port, "127.0.0.1");
    const message = streamEncode({ type: "query", id: 1, questions: [question("a.test")] });
    const both = Buffer.concat([message, message]);
    socket.write(both.subarray(0, 5));
    await sleep(20);
    socket.write(both.subarray(5));
    let read = Buffer.alloc(0);
    const answer = (await reply(message.subarray(2), resolver, true)) ?? Buffer.alloc(0);
    while (read.length < 2 * (answer.length + 2)) {
      const [chunk] = (await once(socket, "data")) as [Buffer];
      read = Buffer.concat([read, chunk]);
    }
    socket.destroy();
    const first = streamDecode(read.subarray(0, answer.length + 2));
    assert.deepEqual([first.id, first.answers?.length], [1, 1]);
  });

  it("says what it cannot answer, and why", async () => {
    const code = async (packet: object) => {
      const found = decode((await asked(packet)) ?? Buffer.alloc(0));
      return found.type === "response" ? (found.flags ?? 0) & 0xf : undefined;
    };
    assert.equal(await code({ questions: [] }), CODES.FORMERR);
    assert.equal(
      await code({ questions: [question("a.test"), question("b.test")] }),
      CODES.FORMERR,
    );
    assert.equal(await code({ flags: 4 << 11, questions: [question("a.test")] }), CODES.NOTIMP);
    const chaos = { ...question("version.bind"), class: "CH" };
    assert.equal(await code({ questions: [chaos] }), CODES.REFUSED);
    assert.equal(await code({ questions: [question("lost.test")] }), CODES.SERVFAIL);
  });

  it("says nothing to what is no question, and goes on", async () => {
    assert.equal(await asked({ type: "response", questions: [question("a.test")] }), undefined);
    const socket = createSocket("udp4");
    for (const bytes of [Buffer.alloc(0), Buffer.from("hello"), Buffer.alloc(600, 0xc0)])
      socket.send(bytes, server.port, "127.0.0.1");
    const stream = connect(server.port, "127.0.0.1");
    stream.write(Buffer.concat([Buffer.from([0, 12]), Buffer.alloc(12, 0xff)]));
    await once(stream, "close");
    const client = new Client();
    client.setServers([`127.0.0.1:${server.port}`]);
    assert.deepEqual(await client.resolve4("a.test"), ["192.0.2.0"]);
    socket.close();
  });

  it("answers that it has failed where a record fits into no message, and goes on", async () => {
    const client = new Client();
    client.setServers([`127.0.0.1:${server.port}`]);
    for (const name of ["wrong.test", "long.test"])
      await assert.rejects(client.resolve4(name), { code: "ESERVFAIL" });
    assert.deepEqual(await client.resolve4("a.test"), ["192.0.2.0"]);
  });

  it("answers no more than a client reads", async () => {
    let answered = 0;
    const counting = await startNameServer((asked) => {
      answered += 1;
      return resolver(asked);
    });
    const questions = 40_000;
    const message = streamEncode({ type: "query", id: 1, questions: [question("many.test")] });
    const socket = connect(counting.port, "127.0.0.1").pause();
    socket.on("error", () => undefined); // it is closed with unread questions
    socket.write(Buffer.concat(Array.from({ length: questions }, () => message)));
    let before = -1;
    while (before !== answered) {
      before = answered;
      await sleep(500);
    }
    socket.destroy();
    counting.close();
    assert.ok(answered > 0 && answered < questions, String(answered));
  });

  it("takes another port where the wanted one is taken", async () => {
    const other = await startNameServer(resolver, server.port);
    assert.notEqual(other.port, server.port);
    other.close();
  });

  it("takes another port where one that is free for UDP is taken for TCP", async () => {
    const listening = mock.method(Server.prototype, "listen");
    const taken = function (this: Server) {
      process.nextTick(() => this.emit("error", new Error("listen EADDRINUSE")));
      return this;
    };
    for (const call of [0, 1, 2]) listening.mock.mockImplementationOnce(taken, call);
    const other = await startNameServer(resolver).finally(() => {
      listening.mock.restore();
    });
    const client = new Client();
    client.setServers([`127.0.0.1:${other.port}`]);
    assert.deepEqual(await client.resolve4("a.test"), ["192.0.2.0"]);
    other.close();
  });
});
