import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, openFront } from "../../../../engine/traffic/databases/front.ts";

describe("the port of a local database", () => {
  const greeting = createServer((socket) => socket.end("hello"));
  let port: number;
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
    const front = await openFront(() => Promise.resolve(undefined));
    const socket = connect(front.port, "127.0.0.1");
    let said = "";
    socket.on("data", (data) => (said += data.toString()));
    await once(socket, "connect");
    await sleep(100);
    assert.deepEqual([said, socket.destroyed], ["", false]);
    front.close();
    await once(socket, "close");
  });

  it("ends the connection to the server when its client goes, and makes none for one who has gone", async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.resume())).listen(0, "127.0.0.1");
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
    const impatient = connect(front.port, "127.0.0.1");
    await once(impatient, "connect");
    impatient.destroy();
    await sleep(50);
    letIn.resolve(to);
    await sleep(50);
    assert.equal(sockets.length, 1);
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
