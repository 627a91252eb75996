import { setTimeout as sleep } from "node:timers/promises";
import { errorMessage } from "../../../lib/errors.ts";
import type { Answerer, WebAnswer, WebRequest } from "../answerer.ts";
import { BundleError, filesOf } from "../bundles/bundle.ts";
import type { Clock } from "../clock.ts";
import type { Emulated } from "../emulated.ts";
import { noConnection } from "../no-connection.ts";
import { sandboxProblem } from "../server/problem.ts";
import type { Account } from "../servers/account.ts";
import type { ServerVisit } from "../servers/connection.ts";
import { hasGateway } from "../servers/routes.ts";
import type { Application } from "./application.ts";
import { Environments, type EnvironmentView } from "./environment.ts";
import { sent } from "./proxy-answer.ts";
import { run } from "./running.ts";
import { startCommand, StartError } from "./start-command.ts";

/** The path at which the emulated AWS requests the health of an environment: `/environment-health?REGION/ID`. */
const HEALTH = "/environment-health";

/** An environment's health, in the words of `DescribeEnvironments`. */
interface Health {
  readonly health: "Green" | "Red" | "Grey";
  readonly status: "Ok" | "Severe" | "NoData";
}

/** An application that nobody has asked for this long is stopped; the next visitor starts it. */
const IDLE_MS = 5 * 60_000;

/** On AWS, a blocked visitor waits for a minute or two. */
const TIME_OUT_MS = 1000;

/** An environment's application, or why it does not run here. */
interface Started {
  /** The environment's version and properties when it was started. */
  readonly mark: string;
  readonly application: Promise<Application | string>;
  askedAt: number;
}

/**
 * Elastic Beanstalk environments at their host names: the Node.js application of their version runs in a sandbox.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_nodejs.container.html
 */
export class Applications implements Answerer {
  readonly tells: NonNullable<Answerer["tells"]>;
  readonly #emulated: Emulated;
  readonly #account: Account;
  readonly #clock: Clock;
  readonly #environments: Environments;
  readonly #started = new Map<string, Started>();

  constructor(emulated: Emulated, account: Account, clock: Clock) {
    this.#emulated = emulated;
    this.#account = account;
    this.#clock = clock;
    this.#environments = new Environments(emulated);
    this.tells = { [HEALTH]: (query) => this.#health(decodeURIComponent(query)) };
  }

  async answersFor(host: string): Promise<boolean> {
    return (await this.#environments.at(host)) !== undefined;
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const view = await this.#environments.at(request.host);
    const closed = view === undefined ? "there is no environment" : await this.#obstacle(view);
    if (view === undefined || closed !== undefined || request.port !== 80) {
      await sleep(TIME_OUT_MS);
      const reason = closed ?? `port ${request.port} of the environment is closed`;
      return noConnection(504, "ETIMEDOUT", `${reason} (${request.host})`);
    }
    const { method, path, query, headers } = request;
    const before = headers["x-forwarded-for"];
    const forwarded = before === undefined ? VISITOR : `${String(before)}, ${VISITOR}`;
    const visit = {
      ...{ method, path, query },
      headers: {
        ...headers,
        host: request.host,
        "x-real-ip": VISITOR,
        "x-forwarded-for": forwarded,
      },
    };
    const application = await this.#applicationOf(view);
    if (typeof application === "string")
      return noConnection(502, undefined, `${view.name}: ${application}`);
    return sent(await application.ask(visit));
  }

  /** Why visitors from the internet do not reach it. */
  async #obstacle(view: EnvironmentView): Promise<string | undefined> {
    if (!view.isPublic) return `environment ${view.name} is not public`;
    const { subnetIds, vpcId, region } = view;
    if (subnetIds.length === 0) return undefined; // the default network
    const network = await this.#account.network(region);
    return subnetIds.some((subnet) => hasGateway(subnet, vpcId, network))
      ? undefined
      : `the subnets of environment ${view.name} have no route to an internet gateway`;
  }

  async #health(query: string): Promise<Health | undefined> {
    const [region = "", id = ""] = query.split("/");
    const view = await this.#environments.withId(region, id);
    if (view === undefined) return undefined;
    const application = await this.#applicationOf(view);
    if (typeof application === "string") return { health: "Grey", status: "NoData" };
    const visit: ServerVisit = {
      ...{ method: "GET", path: view.healthPath, query: "" },
      headers: { host: "127.0.0.1", "user-agent": "ELB-HealthChecker/2.0" },
    };
    const { status } = sent(await application.ask(visit));
    return status < 400 ? { health: "Green", status: "Ok" } : { health: "Red", status: "Severe" };
  }

  /** The running application of an environment's version, started when somebody asks for it; or why it does not run here. */
  async #applicationOf(view: EnvironmentView): Promise<Application | string> {
    const key = `${view.region} ${view.id}`;
    const mark = JSON.stringify([view.version, view.properties]);
    const before = this.#started.get(key);
    const running = await before?.application;
    if (before?.mark === mark && typeof running !== "string" && running?.hasEnded === false) {
      before.askedAt = this.#clock.now();
      return running;
    }
    if (this.#started.get(key) !== before) return this.#applicationOf(view); // somebody else was faster
    if (typeof running === "object") running.stop();
    const started = { mark, application: this.#start(view), askedAt: this.#clock.now() };
    this.#started.set(key, started);
    started.application.catch(() => this.#started.delete(key));
    this.#stopWhenIdle(key, started);
    return started.application;
  }

  async #start(view: EnvironmentView): Promise<Application | string> {
    const { region, platform, version, properties } = view;
    if (!platform.includes(" running Node.js "))
      return `of Elastic Beanstalk's platforms only Node.js runs on this machine, not ${platform}`;
    const problem = await sandboxProblem();
    if (problem !== undefined) return problem;
    try {
      const object = { Bucket: version.bucket, Key: version.key };
      const files = await filesOf(this.#emulated.aws, region, object);
      return run({ files, command: startCommand(files), properties });
    } catch (error) {
      if (error instanceof BundleError || error instanceof StartError) return errorMessage(error);
      throw error;
    }
  }

  #stopWhenIdle(key: string, started: Started): void {
    const left = started.askedAt + IDLE_MS - this.#clock.now();
    this.#clock.later(Math.max(left, 0), () => {
      if (this.#started.get(key) !== started) return;
      if (this.#clock.now() - started.askedAt < IDLE_MS) {
        this.#stopWhenIdle(key, started);
        return;
      }
      this.#started.delete(key);
      void started.application.then((running) => {
        if (typeof running === "object") running.stop();
      });
    });
  }
}

/** All visitors are on this machine. */
const VISITOR = "127.0.0.1";
