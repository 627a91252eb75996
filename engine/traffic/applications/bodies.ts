import type { WebRequest } from "../answerer.ts";

/** The largest body that an environment's web server takes, as nginx does unless it is configured otherwise. */
const MOST_BODY_BYTES = 1024 * 1024;

/** So much of all bodies is held at once. */
const MOST_HELD_BYTES = 16 * 1024 * 1024;

/** Why a body was not read. */
export type Unread = "too large" | "too many" | "cut off";

/** The bodies of requests to applications: as nginx does, each is read whole before the application gets it. */
export class Bodies {
  readonly #most: number;
  #held = 0;

  /** @param most bytes of all bodies together @default 16 MiB */
  constructor(most = MOST_HELD_BYTES) {
    this.#most = most;
  }

  /** Reads a body, and holds it as long as `use` takes. */
  async use<T>(
    { headers, body }: Pick<WebRequest, "headers" | "body">,
    use: (body: Buffer | undefined) => Promise<T>,
  ): Promise<T | Unread> {
    if (body === undefined || !hasBody(headers)) return use(undefined);
    if (Number(headers["content-length"] ?? 0) > MOST_BODY_BYTES) return "too large";
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        this.#held += chunk.length;
        if (bytes > MOST_BODY_BYTES) return "too large";
        if (this.#held > this.#most) return "too many";
      }
      return await use(Buffer.concat(chunks));
    } catch (error) {
      if (body.readableEnded) throw error;
      return "cut off"; // the client has gone
    } finally {
      this.#held -= bytes;
    }
  }
}

/** Whether a request says that a body follows. https://www.rfc-editor.org/rfc/rfc9110#section-6.4 */
const hasBody = (headers: WebRequest["headers"]): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
