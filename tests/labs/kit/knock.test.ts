import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { knock, rdpAnswers, sshGreeting } from "../../../labs/kit/server/knock.ts";

const HERE = "127.0.0.1";

describe("connecting to a port", () => {
  let server: Server | undefined;
  const open: Socket[] = [];

  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
    server?.close();
    server = undefined;
  });

  /** A port where whoever knocks is treated by `listener`. */
  async function port(listener: (socket: Socket) => void): Promise<number> {
    server = createServer((socket) => {
      open.push(socket.on("error", () => undefined));
      listener(socket);
    });
    await once(server.listen(0, HERE), "listening");
    return (server.address() as AddressInfo).port;
  }

  const says = (text: string | Buffer) => port((socket) => socket.write(text));

  it("returns the greeting of an SSH server", async () => {
    const greeting = sshGreeting(HERE, await says("SSH-2.0-OpenSSH_8.7\r\n"));
    assert.equal(await greeting, "SSH-2.0-OpenSSH_8.7");
  });

  it("fails when another program answers on its port", async () => {
    const greeting = sshGreeting(HERE, await says("220 mail\r\n"));
    await assert.rejects(greeting, {
      constructor: Failure,
      message: /is not an SSH server: 220 mail/,
    });
  });

  it("asks Remote Desktop as a client does", async () => {
    const asked = await port((socket) =>
      socket.once("data", (request) => {
        // A connection confirm, to nothing but a connection request.
        socket.write(Buffer.from(request[5] === 0xe0 ? "0300000b06d00000123400" : "00", "hex"));
      }),
    );
    assert.equal(await rdpAnswers(HERE, asked), `port ${asked} answers`);
  });

  it("fails when another program answers Remote Desktop's request", async () => {
    const answer = rdpAnswers(HERE, await says("HTTP/1.1 400 Bad Request\r\n"));
    await assert.rejects(answer, { constructor: Failure, message: /is not Remote Desktop/ });
  });

  it("fails where no program listens", async () => {
    const closed = await says("");
    server?.close();
    const answer = knock({ host: HERE, port: closed });
    await assert.rejects(answer, { constructor: Failure, message: /ECONNREFUSED/ });
  });

  it("fails where the program closes the connection at once", async () => {
    const answer = knock({ host: HERE, port: await port((socket) => socket.end()) });
    await assert.rejects(answer, {
      constructor: Failure,
      message: /closes the connection without an answer/,
    });
  });

  it("cannot tell where nobody answers in time", async () => {
    const silent = await port(() => undefined);
    const answer = knock({ host: HERE, port: silent, limitMs: 50 });
    await assert.rejects(answer, {
      constructor: CannotTell,
      message: /may not allow this computer's address/,
    });
  });
});
