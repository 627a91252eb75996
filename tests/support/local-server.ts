import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server of the test's own on loopback, closed after it. Call it inside `describe`. */
export function localServer() {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  return {
    /** Answers by `listener`. @returns the server's address */
    async serve(listener: RequestListener): Promise<string> {
      const server = await listening(createServer(listener));
      servers.push(server);
      return addressOf(server);
    },
  };
}

/** An address where nobody listens: of a server that is gone. */
export async function nobody(): Promise<string> {
  const server = await listening(createServer());
  const address = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(server);
    });
  });

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
