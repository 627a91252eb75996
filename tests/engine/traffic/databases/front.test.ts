import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { freePort, openFront } from "../../../../engine/traffic/databases/front.ts";

describe("the port of a local database", () => {
  const greeting = createServer((socket) => socket.end("hello"));
  let port: number;
  /** What this process has accepted and opened of connections: the front is in it. */
  let accepted: Socket[];
  let opened: Socket[];
  const accept = (message: unknown) => accepted.push((message as { socket: Socket }).socket);
  const open = (message: unknown) => opened.push((message as { socket: Socket }).socket);
  beforeEach(() => {
    [accepted, opened] = [[], []];
    subscribe("net.server.socket", accept);
    subscribe("net.client.socket", open);
  });
  afterEach(() => {
    unsubscribe("net.server.socket", accept);
    unsubscribe("net.client.socket", open);
  });
  before(async () => {
    greeting.listen(0, "127.0.0.1");
    await once(greeting, "listening");
    port = (greeting.address() as AddressInfo).port;
  });
  after(() => {
    greeting.close();
  });

  it("leads to the server whom the account lets in", async () => {
    const front = await openFront(() => Promise.resolve(port));
    const [said] = (await once(connect(front.port, "127.0.0.1"), "data")) as [Buffer];
    assert.equal(said.toString(), "hello");
    front.close();
  });

  it("says nothing to others, as packets that nobody answers", async () => {
    const asked = Promise.withResolvers<undefined>();
    const front = await openFront(() => {
      asked.resolve(undefined);
      return Promise.resolve(undefined);
    });
    const socket = connect(front.port, "127.0.0.1");
    await asked.promise;
    await turn();
    assert.deepEqual(
      accepted.map(({ bytesWritten, destroyed }) => [bytesWritten, destroyed]),
      [[0, false]],
    );
    assert.deepEqual(opened, [socket]);
    front.close();
    await once(socket, "close");
  });

  it("ends the connection to the server when its client goes, and makes none for one who has gone", async () => {
    const server = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port: to } = server.address() as AddressInfo;
    let letIn = Promise.withResolvers<number>();
    const front = await openFront(() => letIn.promise);
    const client = connect(front.port, "127.0.0.1");
    letIn.resolve(to);
    const [socket] = (await once(server, "connection")) as [Socket];
    const ended = once(socket, "close");
    client.destroy();
    await ended;
    letIn = Promise.withResolvers();
    [accepted, opened] = [[], []];
    const impatient = connect(front.port, "127.0.0.1");
    while (accepted.length === 0) await turn();
    const [seen] = accepted;
    const gone = once(seen ?? assert.fail(), "close");
    impatient.destroy();
    await gone;
    letIn.resolve(to);
    await turn();
    assert.deepEqual(opened, [impatient]);
    front.close();
    server.close();
  });

  it("closes the connection where the server does not start, and goes on", async () => {
    let fails = true;
    const front = await openFront(() =>
      fails ? Promise.reject(new Error("mariadbd does not start")) : Promise.resolve(port),
    );
    await once(connect(front.port, "127.0.0.1"), "close");
    fails = false;
    const [said] = (await once(connect(front.port, "127.0.0.1"), "data")) as [Buffer];
    assert.equal(said.toString(), "hello");
    front.close();
  });

  it("is the wanted one where that is free, else another", async () => {
    const wanted = await freePort();
    const front = await openFront(() => Promise.resolve(undefined), wanted);
    assert.equal(front.port, wanted);
    const other = await openFront(() => Promise.resolve(undefined), wanted);
    assert.notEqual(other.port, wanted);
    front.close();
    other.close();
  });
});
