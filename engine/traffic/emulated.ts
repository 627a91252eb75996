import { randomUUID } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { Aws } from "../../aws/clients.ts";
import { emulatorEnv } from "../emulator/emulator-answer.ts";
import { ShortCache } from "./cache.ts";

/** Where services answer that are the same in every region. */
const REGION = "us-east-1";

/** By this the emulated AWS knows who asks, and does not ask in turn (`traffic.py`). */
const AGENT = "class-traffic";

/** How long the emulated AWS may be silent, in milliseconds. */
const SILENCE_MS = 20_000;

/** What a stranger asks of the emulated AWS, without a signature. */
export interface StrangersRequest {
  readonly method: "GET" | "HEAD";
  /** As it goes into the request, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The emulated AWS, as those read it who answer for its host names. */
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

  /** Asks as a stranger, whom policies decide about. Who gets the answer has to read it or to destroy it. */
  ask({ method, path, headers }: StrangersRequest): Promise<IncomingMessage> {
    const { hostname, port } = this.#endpoint;
    const options = { hostname, port, method, path, headers, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const asked = request(options, resolve);
      asked.on("error", reject);
      asked.setTimeout(SILENCE_MS, () => {
        asked.destroy(new Error("the emulated AWS does not answer"));
      });
      asked.end();
    });
  }
}
