import type { Instance } from "@aws-sdk/client-ec2";
import { answer } from "./web-server/answer.ts";
import type { Boot } from "../boot/outcome.ts";
import { CLOCK, type Clock } from "../clock.ts";
import { Account, type AccountView } from "./account.ts";
import { Boots } from "./boots.ts";
import type { Connection, ServerId, ServerVisit, Source } from "./connection.ts";
import { Cpu } from "./cpu.ts";
import type { Programs } from "./programs.ts";
import { obstacle } from "./network/reach.ts";
import { Rollouts } from "./rollouts.ts";

/** The port at which a server's pages are served; other programs of a server do not run here. */
const WEB_PORT = 80;

/** The servers of the emulated account, each booted once in the sandbox, on the first request. */
export class Servers {
  readonly account: Account;
  /** The deployments to them. */
  readonly rollouts: Rollouts;
  readonly #boots: Boots;
  readonly #cpu: Cpu;
  #programs: Programs | undefined;

  /**
   * @param folder where their boots are kept
   * @param clock @default the machine's
   */
  constructor(view: AccountView, folder: string, clock: Clock = CLOCK) {
    this.account = new Account(view);
    this.#boots = new Boots(this.account, folder);
    this.rollouts = new Rollouts(this.account, this.#boots);
    this.#cpu = new Cpu(this.account, clock);
  }

  /** @param programs that run on some of them */
  run(programs: Programs): void {
    this.#programs = programs;
  }

  /**
   * Requests a page from a server. A server that has not booted yet boots first, which takes a second or more: health checks have
   * their own limit.
   *
   * @param port the server's own, such as a target's
   */
  async answerAt(
    id: ServerId,
    port: number,
    visit: ServerVisit,
    from: Source,
  ): Promise<Connection> {
    const { instanceId, region } = id;
    const instance = (await this.account.instances(region)).get(instanceId);
    if (instance === undefined)
      return { how: "timed out", reason: `there is no server ${instanceId} in ${region}` };
    const closed = obstacle(instance, port, from, await this.account.network(region));
    if (closed !== undefined) return { how: "timed out", reason: closed };
    const program = this.#programs?.on(region, instance);
    const connection = program
      ? await onPort(port, instanceId, () => program(visit))
      : await this.#bootedAt(id, instance, port, visit);
    if (connection.how === "answered") this.#cpu.visited(region, instance);
    return connection;
  }

  async #bootedAt(
    id: ServerId,
    instance: Instance,
    port: number,
    visit: ServerVisit,
  ): Promise<Connection> {
    const { instanceId } = id;
    const boot = await this.#boots.of(id, instance);
    const { outcome } = boot;
    if (outcome.how === "not running here" || outcome.how === "refused")
      return { how: "not here", reason: `${instanceId}: ${outcome.reason}` };
    return onPort(port, instanceId, () => this.#ask(boot, visit));
  }

  /** Starts the boot of a server that will be requested. */
  prepare(id: ServerId, instance: Instance): void {
    if (this.#programs?.on(id.region, instance)) return;
    this.#boots.of(id, instance).catch(() => {
      // the next request reports it
    });
  }

  async #ask(boot: Boot, { method, path, query, headers }: ServerVisit): Promise<Connection> {
    const url = query === "" ? path : `${path}?${query}`;
    const answered = await answer(boot, { method, url, headers });
    if (answered) return { how: "answered", answer: answered };
    return { how: "refused", reason: `no web server runs on ${boot.instanceId}${why(boot)}` };
  }
}

/** What answers at a port: of all, only the web's does on this machine. */
const onPort = (
  port: number,
  instanceId: string,
  ask: () => Promise<Connection>,
): Promise<Connection> =>
  port === WEB_PORT
    ? ask()
    : Promise.resolve({
        how: "not here",
        reason: `of servers, only port ${WEB_PORT} answers on this machine, not port ${port} of ${instanceId}`,
      });

/** Why its user data has not started a web server. */
function why({ outcome }: Boot): string {
  switch (outcome.how) {
    case "failed":
      return `: its user data ended with exit code ${outcome.exitCode}`;
    case "limit":
      return `: its user data reached the limit on ${outcome.limit} of this machine`;
    default:
      return "";
  }
}
