import { setTimeout as sleep } from "node:timers/promises";
import type { Instance } from "@aws-sdk/client-ec2";
import type { Answerer, WebAnswer, WebRequest } from "../answerer.ts";
import { noConnection } from "../no-connection.ts";
import type { ServerId } from "./connection.ts";
import type { Servers } from "./servers.ts";

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html#vpc-dns-hostnames */
const NAME =
  /^ec2-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})\.(?:compute-1|[a-z]{2}(?:-[a-z]+)+-\d\.compute)\.amazonaws\.com$/;

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** On AWS, a visitor would wait for a minute or two. */
const TIME_OUT_MS = 1000;

/** The path at which the emulated AWS asks how far a deployment is: `/deployment?REGION/ID`. */
const DEPLOYMENT = "/deployment";

/** Servers at their public addresses and DNS names, for visitors from the internet. */
export class PublicServers implements Answerer {
  readonly tells: NonNullable<Answerer["tells"]>;
  readonly #servers: Servers;
  readonly #timeOutMs: number;

  /** @param timeOutMs how long a blocked visitor waits @default 1 s */
  constructor(servers: Servers, timeOutMs = TIME_OUT_MS) {
    this.#servers = servers;
    this.#timeOutMs = timeOutMs;
    this.tells = { [DEPLOYMENT]: (query) => servers.rollouts.tell(query) };
  }

  /** A lookup of a name is followed by a request: the server starts to boot. */
  async answersFor(host: string): Promise<boolean> {
    const found = await this.#find(host);
    if (found) this.#servers.prepare(found.id, found.instance);
    return found !== undefined;
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const { host, port } = request;
    const found = await this.#find(host);
    if (found === undefined)
      return noConnection(504, "ETIMEDOUT", `no server has the address ${host}`);
    const connection = await this.#servers.answerAt(found.id, port, request, "internet");
    switch (connection.how) {
      case "answered":
        return connection.answer;
      case "refused":
        return noConnection(502, "ECONNREFUSED", connection.reason);
      case "timed out":
        await sleep(this.#timeOutMs, undefined, { signal: request.gone });
        return noConnection(504, "ETIMEDOUT", connection.reason);
      case "not here":
        return noConnection(502, undefined, connection.reason);
    }
  }

  async #find(host: string): Promise<{ id: ServerId; instance: Instance } | undefined> {
    const address = ADDRESS.test(host) ? host : NAME.exec(host)?.slice(1).join(".");
    if (address === undefined) return undefined;
    const { account } = this.#servers;
    for (const region of await account.regions())
      for (const [instanceId, instance] of await account.instances(region))
        if (instance.PublicIpAddress === address && instance.State?.Name === "running")
          return { id: { region, instanceId }, instance };
    return undefined;
  }
}
