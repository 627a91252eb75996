import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Limits the number of open connections: at the limit, a new one takes the place of the one that has been silent the longest, so that
 * silent connections keep nobody out.
 */
export function limitConnections(server: Server, most: number): void {
  /** Without a request that is being answered, the longest first. */
  const silent = new Set<Socket>();
  let open = 0;
  server.on("connection", (socket: Socket) => {
    open += 1;
    silent.add(socket);
    socket.once("close", () => {
      open -= 1;
      silent.delete(socket);
    });
    if (open <= most) return;
    const [longest = socket] = silent;
    silent.delete(longest);
    longest.destroy();
  });
  server.on("request", ({ socket }, response) => {
    silent.delete(socket);
    response.once("close", () => {
      if (!socket.destroyed) silent.add(socket);
    });
  });
  // The TLS connection inside a tunnel is one of its own.
  server.on("connect", (_request, socket: Socket) => silent.delete(socket));
}
