import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call to AWS, as far as faults tell calls apart. */
export interface AwsCall {
  /** `DeleteSubnet`, where the service's protocol says so; else the method and path, `DELETE /bucket`. */
  readonly action: string;
  /** What was sent: it names whom the call is about. */
  readonly body: string;
}

/** How a call goes wrong. */
export interface Fault {
  readonly status: number;
  /** AWS's error code, e.g. `DependencyViolation`. */
  readonly code: string;
}

/** Which calls go wrong, and how: `silence` never answers; undefined lets a call through. */
export type Faults = (call: AwsCall) => Fault | "silence" | undefined;

/** A proxy in front of the emulator that makes some calls go wrong, as AWS does on a bad day. */
export class FaultyProxy {
  readonly endpoint: string;
  /** How many calls were made to go wrong. */
  refused = 0;
  /** What goes wrong from now on. */
  faults: Faults = () => undefined;
  readonly #close: () => Promise<void>;

  private constructor(endpoint: string, close: () => Promise<void>) {
    this.endpoint = endpoint;
    this.#close = close;
  }

  /** @param upstream the emulator's address */
  static async before(upstream: string): Promise<FaultyProxy> {
    const server = createServer((incoming, outgoing) => {
      void proxy.#pass(upstream, incoming, outgoing);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const proxy = new FaultyProxy(
      `http://127.0.0.1:${port}`,
      () =>
        new Promise((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeAllConnections();
        }),
    );
    return proxy;
  }

  stop(): Promise<void> {
    return this.#close();
  }

  async #pass(upstream: string, incoming: IncomingMessage, outgoing: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const fault = this.faults({ action: actionOf(incoming, body), body: body.toString() });
    if (fault) this.refused++;
    if (fault === "silence") return;
    if (fault) {
      outgoing.writeHead(fault.status, { "content-type": "text/xml" }).end(errorBody(fault));
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? "/", upstream), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once("error", () => outgoing.destroy());
    onward.end(body);
  }
}

function actionOf({ method = "", url = "", headers }: IncomingMessage, body: Buffer): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.replace(/^.*\./, "");
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const action = form ? new URLSearchParams(body.toString()).get("Action") : null;
  return action ?? `${method} ${url}`;
}

/** In a form that the XML protocols share: each finds its own element in it. */
const errorBody = ({ code }: Fault): string => {
  const error = `<Code>${code}</Code><Message>made to go wrong</Message>`;
  return `<ErrorResponse><Errors><Error>${error}</Error></Errors><Error>${error}</Error>${error}<RequestId>0</RequestId></ErrorResponse>`;
};
