import { lookup, Resolver } from "node:dns/promises";
import { localNameServer } from "../../../aws/local-name-server.ts";
import { NotServedError, type Web } from "../../../aws/web-request.ts";
import { CannotTell, expect, Failure } from "../../contract/outcome.ts";
import type { ZoneRecord } from "./zone-records.ts";

/** The timeout of a query, and the number of attempts. */
const PATIENCE = { timeout: 2000, tries: 2 };

/** The error codes of c-ares when no server answered, as opposed to a server's error. */
const SILENCE = new Set(["ETIMEOUT", "ECONNREFUSED", "ECANCELLED"]);

/** A zone's own name servers, queried directly: they answer before the domain is delegated. */
export class NameServers {
  readonly #resolver = new Resolver(PATIENCE);

  /** @param addresses IPv4, with a port when it is not 53 */
  constructor(addresses: readonly string[]) {
    this.#resolver.setServers(addresses);
  }

  /**
   * The name servers of a zone, by host name; where AWS is emulated, their local substitute.
   *
   * @throws CannotTell where AWS is emulated and nothing answers
   */
  static async named(aws: Web, hosts: readonly string[]): Promise<NameServers> {
    const local = await localServer(aws);
    if (local !== undefined) return new NameServers([local]);
    const found = await Promise.all(hosts.map((host) => lookup(host, { family: 4 })));
    return new NameServers(found.map(({ address }) => address));
  }

  /** The domain's NS records. @throws Failure when there are none */
  hosts(domain: string): Promise<string[]> {
    return answer(`${domain} NS`, this.#resolver.resolveNs(domain));
  }

  /** The domain's primary name server, from its SOA record. @throws Failure when there is none */
  async authority(domain: string): Promise<string> {
    return (await answer(`${domain} SOA`, this.#resolver.resolveSoa(domain))).nsname;
  }

  /** @throws Failure when a record does not have its target here, CannotTell when no server answers */
  async expectRecord({ name, type, values, alias }: ZoneRecord, domain: string): Promise<string> {
    if (type === "CNAME") {
      const targets = await answer(`${name} CNAME`, this.#resolver.resolveCname(name));
      return expectSame(name, targets, values);
    }
    const addresses = await this.#addresses(name);
    if (!alias) return expectSame(name, addresses, values);
    const [target = ""] = values;
    // They do not answer for other zones, and the addresses of a service change: any address is accepted.
    const own = target === domain || target.endsWith(`.${domain}`);
    return expectSame(name, addresses, own ? await this.#addresses(target) : addresses);
  }

  #addresses(name: string): Promise<string[]> {
    return answer(`${name} A`, this.#resolver.resolve4(name));
  }
}

async function localServer(aws: Web): Promise<string | undefined> {
  try {
    return await localNameServer(aws);
  } catch (error) {
    if (!(error instanceof NotServedError)) throw error;
    throw new CannotTell(error.message, "emulator", { cause: error });
  }
}

async function answer<T>(question: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (SILENCE.has(code))
      throw new CannotTell(`the name servers do not answer ${question}: ${code}`, "unseen", {
        cause: error,
      });
    throw new Failure(`the name servers say ${code} to ${question}`, { cause: error });
  }
}

function expectSame(name: string, seen: readonly string[], wanted: readonly string[]): string {
  const [is, should] = [seen, wanted].map((values) => values.toSorted().join(", "));
  expect(is === should, `${name} leads to ${is ?? ""}, not to ${should ?? ""}`);
  return `${name}: ${is ?? ""}`;
}
