import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Failure } from "../../../labs/contract/outcome.ts";
import { mysqlGreeting } from "../../../labs/rds-mysql/mysql-greeting.ts";

/** A packet as MySQL sends it: length, number, content. */
function packet(...content: (number | string)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))),
  );
  return Buffer.concat([Buffer.from([body.length, 0, 0, 0]), body]);
}

describe("mysqlGreeting", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server = undefined;
  });

  /** What is made of a server that does this when somebody connects. */
  async function greeting(does: (socket: Socket) => void): Promise<string> {
    const made = createServer((socket) => {
      does(socket);
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
    return mysqlGreeting({ host: "127.0.0.1", port: (made.address() as AddressInfo).port });
  }

  it("is the version that MySQL says before any log-in", async () => {
    assert.equal(
      await greeting((socket) => socket.end(packet(10, "8.4.5", 0, "thread and salt"))),
      "8.4.5",
    );
  });

  it("fails with MySQL's reason when it refuses us", async () => {
    const refusal = packet(0xff, 0x6a, 0x04, "Host '203.0.113.7' is not allowed to connect");
    await assert.rejects(
      greeting((socket) => socket.end(refusal)),
      new Failure("MySQL refuses: Host '203.0.113.7' is not allowed to connect"),
    );
  });

  it("fails when something else answers", async () => {
    await assert.rejects(
      greeting((socket) => socket.end("SSH-2.0-OpenSSH_8.7\r\n")),
      new Failure("something other than MySQL answers there"),
    );
  });
});
