import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { ErrorLog } from "../error-log.ts";

/** How long a refused client waits, as if its packets were dropped, in milliseconds. */
const SILENCE_MS = 30_000;

const CONNECTIONS = 60;

const ADDRESS = "127.0.0.1";

/**
 * Opens a local port for a database.
 *
 * @param letIn returns the port of the server; undefined for a client without access, which gets no answer
 * @param port the preferred port, if it is free
 */
export async function openFront(
  letIn: () => Promise<number | undefined>,
  port = 0,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const errors = new ErrorLog();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy());
    client.once("close", () => sockets.delete(client));
    client.setTimeout(SILENCE_MS, () => client.destroy());
    letIn().then(
      (to) => {
        errors.succeeded("connection");
        if (to !== undefined && !client.destroyed) join(client, to);
      },
      (error: unknown) => {
        errors.failed("connection", error); // clients try again and again
        client.destroy();
      },
    );
  });
  server.maxConnections = CONNECTIONS;
  const bound = await listen(server, port).catch(() => listen(server, 0));
  return {
    port: bound,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function join(client: Socket, port: number): void {
  const server = connect(port, ADDRESS);
  client.setTimeout(0); // the server has its own limits
  server.on("error", () => client.destroy());
  server.once("close", () => client.destroy());
  client.once("close", () => server.destroy());
  client.pipe(server).pipe(client);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, () => {
      server.removeListener("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** A port that is currently free. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
