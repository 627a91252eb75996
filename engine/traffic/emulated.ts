import { randomUUID } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { Aws } from "../../aws/clients.ts";
import { emulatorEnv } from "../emulator/emulator-answer.ts";
import { ShortCache } from "./cache.ts";

/** The region for global services. */
const REGION = "us-east-1";

/** Identifies requests of this process to the emulated AWS, which then does not ask it in turn (`traffic.py`). */
const AGENT = "class-traffic";

/** How long the emulated AWS may take to answer, in milliseconds. */
const SILENCE_MS = 20_000;

/** An anonymous request to the emulated AWS, without a signature. */
export interface StrangersRequest {
  readonly method: "GET" | "HEAD";
  /** As sent, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the request, and the answer. @default neither is given up */
  readonly signal?: AbortSignal | undefined;
}

/** The emulated AWS, as read by the answerers for its host names. */
export class Emulated {
  /** By this it is known who stands for AWS's services (`introduction.ts`). */
  readonly token = randomUUID();
  /** By the right of the account itself. */
  readonly aws: Aws;
  readonly #endpoint: URL;
  readonly #regions = new ShortCache<readonly string[]>();
  readonly #agent = new Agent({ keepAlive: true, timeout: SILENCE_MS });

  constructor(endpoint: string) {
    this.aws = new Aws({ region: REGION, env: emulatorEnv(endpoint), userAgent: AGENT });
    this.#endpoint = new URL(endpoint);
  }

  /**
   * The regions in which there may be servers, load balancers and databases, which AWS has no call for. Host names are made up
   * by whoever asks: a client is made for none but these.
   */
  regions(): Promise<readonly string[]> {
    const path = "/moto-api/class/regions";
    return this.#regions.get("", async () => {
      const found = await json(await this.ask({ method: "GET", path, headers: {} }));
      return found as string[];
    });
  }

  /** Sends an anonymous request, subject to policies. The caller must read or destroy the answer. */
  ask({ signal, ...asked }: StrangersRequest): Promise<IncomingMessage> {
    const { hostname, port } = this.#endpoint;
    const options = { ...asked, hostname, port, agent: this.#agent, ...(signal && { signal }) };
    return new Promise((resolve, reject) => {
      const sent = request(options, resolve);
      sent.on("error", reject);
      sent.setTimeout(SILENCE_MS, () => {
        sent.destroy(new Error("the emulated AWS does not answer"));
      });
      sent.end();
    });
  }
}
