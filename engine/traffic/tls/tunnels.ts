import type { Server } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { type Answerer, answererFor } from "../answerer.ts";
import { ErrorLog } from "../error-log.ts";
import { notServed } from "../not-served.ts";
import { TUNNEL } from "../target.ts";
import type { Authority } from "./authority.ts";

/**
 * Lets a proxy's client reach the host names served here over TLS (`CONNECT name:443`). Tunnels end in this process, which opens
 * no other connection.
 *
 * @param authority certifies the names; undefined for no tunnels
 * @param handshakeMs how long a client may take until its first request
 */
export function openTunnels(
  server: Server,
  answerers: readonly Answerer[],
  authority: Authority | undefined,
  handshakeMs: number,
): void {
  const errors = new ErrorLog();
  server.on("connect", ({ url = "" }, socket: Socket, head) => {
    socket.on("error", () => socket.destroy());
    tunnel(url, socket, head).then(
      () => {
        errors.succeeded(url);
      },
      (error: unknown) => {
        errors.failed(url, error);
        socket.destroy();
      },
    );
  });

  async function tunnel(to: string, socket: Socket, head: Buffer): Promise<void> {
    const host = TUNNEL.exec(to.toLowerCase())?.[1];
    if (host === undefined || authority === undefined) {
      refuse(socket, "501 Not Implemented", "This proxy opens tunnels to port 443 only.\n");
      return;
    }
    if ((await answererFor(answerers, host)) === undefined) {
      const { headers, body } = notServed({ host, form: "proxy" });
      refuse(socket, "502 Bad Gateway", body, headers);
      return;
    }
    const secureContext = await authority.contextFor(host);
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    const inside = new TLSSocket(socket, { isServer: true, secureContext });
    const end = () => {
      inside.destroy();
      socket.destroy();
    };
    const limit = setTimeout(end, handshakeMs);
    inside.once("secure", () => {
      clearTimeout(limit); // from here on, the server's limits apply
    });
    inside.once("error", end);
    inside.once("close", () => {
      clearTimeout(limit);
      socket.destroy();
    });
    server.emit("connection", inside);
  }
}

function refuse(
  socket: Socket,
  status: string,
  body: string,
  headers: Readonly<Record<string, string>> = { "content-type": "text/plain; charset=utf-8" },
): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  socket.end([`HTTP/1.1 ${status}`, ...lines, length, "connection: close", "", body].join("\r\n"));
}
