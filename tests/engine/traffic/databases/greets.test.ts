import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { greets } from "../../../../engine/traffic/databases/greets.ts";

describe("a server that is starting", () => {
  let server: Server | undefined;
  const served = async (welcome: (socket: Socket) => void): Promise<number> => {
    server = createServer(welcome);
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  };
  afterEach(() => {
    server?.close();
  });

  it("is there once it greets", async () => {
    assert.equal(await greets(await served((socket) => socket.end("hello"))), true);
  });

  it("is not there yet while it closes connections without a word, or nobody listens", async () => {
    const port = await served((socket) => socket.end());
    assert.equal(await greets(port), false);
    await new Promise((resolve) => server?.close(resolve));
    assert.equal(await greets(port), false);
  });
});
