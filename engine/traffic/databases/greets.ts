import { connect } from "node:net";

/** Whether a server sends its greeting on a local port. */
export const greets = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (found: boolean) => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(2000, () => {
      end(false);
    });
    socket.once("data", () => {
      end(true);
    });
    socket.once("error", () => {
      end(false);
    });
    // A server that is just starting may close a connection without a word.
    socket.once("close", () => {
      end(false);
    });
  });
