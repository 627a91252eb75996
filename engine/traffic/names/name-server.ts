import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { ErrorLog } from "../error-log.ts";
import { reply, type Resolver } from "./reply.ts";

/** Limits for clients by TCP. */
export interface Limits {
  /** How long one may take for a message, and to read its answer, in milliseconds. */
  readonly messageMs: number;
  /** Maximum number of connections: a further one takes the place of the one whose last message is the oldest. */
  readonly connections: number;
}

const LIMITS: Limits = { messageMs: 10_000, connections: 100 };

/** The length before each message. https://www.rfc-editor.org/rfc/rfc1035#section-4.2.2 */
const LENGTH = 2;

const ADDRESS = "127.0.0.1";

/** How many ports are tried: one that is free for UDP may be taken for TCP. */
const PORTS = 20;

/** A name server on loopback, by UDP and by TCP. */
export interface NameServer {
  readonly port: number;
  readonly close: () => void;
}

/**
 * @param port the preferred port, if it is free for both @default any
 * @param limits @default what a class needs
 */
export async function startNameServer(
  resolver: Resolver,
  port = 0,
  limits: Limits = LIMITS,
): Promise<NameServer> {
  for (let tries = 1; ; tries += 1)
    try {
      return await bound(resolver, tries === 1 ? port : 0, limits);
    } catch (error) {
      if (tries === PORTS) throw error;
    }
}

async function bound(
  resolver: Resolver,
  port: number,
  { messageMs, connections }: Limits,
): Promise<NameServer> {
  const udp = createSocket("udp4");
  const errors = new ErrorLog();
  /** By their last messages, the oldest first. */
  const clients = new Set<Socket>();
  const tcp = createServer((socket) => {
    const [oldest] = clients.add(socket);
    if (clients.size > connections) oldest?.destroy();
    const late = setTimeout(() => socket.destroy(), messageMs);
    socket.once("close", () => {
      clearTimeout(late);
      clients.delete(socket);
    });
    answerStream(socket, resolver, () => {
      late.refresh();
      clients.delete(socket);
      if (!socket.destroyed) clients.add(socket);
    });
  });
  const close = () => {
    udp.close();
    tcp.close();
  };
  udp.on("message", (message, { address, port: from }) => {
    reply(message, resolver, false)
      .then((answer) => {
        if (answer) udp.send(answer, from, address);
        errors.succeeded("message");
      })
      .catch((error: unknown) => {
        errors.failed("message", error); // one message is no reason to end
      });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      udp.once("error", reject);
      udp.bind(port, ADDRESS, resolve);
    });
    const { port: both } = udp.address();
    await new Promise<void>((resolve, reject) => {
      tcp.once("error", reject);
      tcp.listen(both, ADDRESS, resolve);
    });
    // A disconnected client must not end the process.
    udp.on("error", () => undefined);
    return { port: both, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** When what was written has gone, or the connection is over. */
async function drained(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(socket, "drain", { signal }), once(socket, "close", { signal })]);
  } finally {
    over.abort();
  }
}

/** Answers the messages of a connection, one after the other. @param answered called after each answer that was taken */
function answerStream(socket: Socket, resolver: Resolver, answered: () => void): void {
  socket.on("error", () => socket.destroy());
  void (async () => {
    let read = Buffer.alloc(0);
    for await (const chunk of socket) {
      read = Buffer.concat([read, chunk as Buffer]);
      while (read.length >= LENGTH && read.length >= LENGTH + read.readUInt16BE(0)) {
        const end = LENGTH + read.readUInt16BE(0);
        const answer = await reply(read.subarray(LENGTH, end), resolver, true);
        read = read.subarray(end);
        if (answer === undefined) return socket.destroy();
        const length = Buffer.alloc(LENGTH);
        length.writeUInt16BE(answer.length);
        // Who does not read gets no more; the connection ends when its time is over.
        if (!socket.write(Buffer.concat([length, answer]))) await drained(socket);
        answered();
      }
    }
  })().catch(() => socket.destroy());
}
