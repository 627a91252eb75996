import { get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** A page as it came, redirects not followed. */
export interface Opened {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Opens an address as a browser does, which takes every name below .localhost for this machine; Node leaves such names to the
 * system, which may not know them.
 */
export async function openLocal(url: string): Promise<Opened> {
  const { host, port, pathname, search } = new URL(url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path: pathname + search, headers: { host } };
    get(options, resolve).on("error", reject);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}
