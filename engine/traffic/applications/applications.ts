import { setTimeout as sleep } from "node:timers/promises";
import type { Instance } from "@aws-sdk/client-ec2";
import { errorMessage } from "../../../lib/errors.ts";
import type { Answerer, WebAnswer, WebRequest } from "../answerer.ts";
import { BundleError, filesOf } from "../bundles/bundle.ts";
import type { Clock } from "../clock.ts";
import type { Emulated } from "../emulated.ts";
import { noConnection } from "../no-connection.ts";
import { sandboxProblem } from "../boot/problem.ts";
import type { Account } from "../servers/account.ts";
import type { Connection, ServerVisit } from "../servers/connection.ts";
import type { Programs } from "../servers/programs.ts";
import { hasGateway } from "../servers/network/routes.ts";
import type { Application } from "./application.ts";
import { Bodies } from "./bodies.ts";
import { Environments, type EnvironmentView } from "./environment.ts";
import { type Health, healthBy, SEVERE, UNKNOWN } from "./health-check.ts";
import { sent, withoutBody } from "./proxy-answer.ts";
import { healthVisit, passed } from "./proxy-request.ts";
import { type Runnable, RunningApplications } from "./running-applications.ts";
import { run } from "./running.ts";
import { startCommand, StartError } from "./start-command.ts";

type Visit = ServerVisit & Pick<WebRequest, "host">;
type Answered = Extract<Connection, { how: "answered" }>;
type NotHere = Extract<Connection, { how: "not here" }>;

/** Load balancers by their host names. */
export interface Balancers {
  answerAt(name: string, request: WebRequest): Promise<WebAnswer>;
}

/** The path at which the emulated AWS requests the health of an environment: `/environment-health?REGION/ID`. */
const HEALTH = "/environment-health";

/** On AWS, a blocked visitor waits for a minute or two. */
const TIME_OUT_MS = 1000;

/**
 * Elastic Beanstalk environments at their host names: the Node.js application of their version runs in a sandbox.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_nodejs.container.html
 */
export class Applications implements Answerer, Programs {
  readonly tells: NonNullable<Answerer["tells"]>;
  readonly #emulated: Emulated;
  readonly #account: Account;
  readonly #balancers: Balancers;
  readonly #environments: Environments;
  readonly #running: RunningApplications;
  readonly #bodies = new Bodies();
  readonly #folder: string;

  /** @param folder of the class's servers: what is staged is named after it */
  constructor(
    emulated: Emulated,
    { account, balancers }: { readonly account: Account; readonly balancers: Balancers },
    folder: string,
    clock: Clock,
  ) {
    this.#emulated = emulated;
    this.#account = account;
    this.#balancers = balancers;
    this.#folder = folder;
    this.#running = new RunningApplications(clock);
    this.#environments = new Environments(emulated);
    this.tells = { [HEALTH]: (query) => this.#health(decodeURIComponent(query)) };
  }

  async answersFor(host: string): Promise<boolean> {
    return (await this.#environments.at(host)) !== undefined;
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const view = await this.#environments.at(request.host);
    if (view?.balancer !== undefined) return this.#balancers.answerAt(view.balancer, request);
    const closed = view === undefined ? "there is no environment" : await this.#obstacle(view);
    if (view === undefined || closed !== undefined || request.port !== 80) {
      await sleep(TIME_OUT_MS, undefined, { signal: request.gone });
      const reason = closed ?? `port ${request.port} of the environment is closed`;
      return noConnection(504, "ETIMEDOUT", `${reason} (${request.host})`);
    }
    const connection = await this.#ask(view, request);
    return connection.how === "answered"
      ? connection.answer
      : noConnection(502, undefined, connection.reason);
  }

  /** The application of its environment, on a server that has been launched for one. */
  on(
    region: string,
    instance: Instance,
  ): ((visit: ServerVisit) => Promise<Connection>) | undefined {
    const id = environmentOf(instance);
    if (id === undefined) return undefined;
    return async (visit) => {
      const view = await this.#environments.withId(region, id);
      if (view === undefined)
        return { how: "refused", reason: `no application runs on ${instance.InstanceId}` };
      return this.#ask(view, { ...visit, host: visit.headers.host ?? "" });
    };
  }

  async #ask(view: EnvironmentView, request: Visit): Promise<Answered | NotHere> {
    const answer = await this.#bodies.use(request, async (body): Promise<WebAnswer | NotHere> => {
      const { gone } = request;
      const answer = await this.#running.use(
        this.#runnable(view),
        (application) => application.ask({ ...passed(request, body?.length), gone }, body),
        gone,
      );
      if (typeof answer !== "string") return sent(answer, request.method);
      return { how: "not here", reason: `${view.name}: ${answer}` };
    });
    if (typeof answer === "string") return { how: "answered", answer: withoutBody(answer) };
    return "how" in answer ? answer : { how: "answered", answer };
  }

  /** Why visitors from the internet do not reach it. */
  async #obstacle(view: EnvironmentView): Promise<string | undefined> {
    if (!view.isPublic) return `environment ${view.name} is not public`;
    const { subnetIds, vpcId, region } = view;
    if (!(await this.#hasServer(view))) return `no server of environment ${view.name} is running`;
    if (subnetIds.length === 0) return undefined; // the default network
    const network = await this.#account.network(region);
    return subnetIds.some((subnet) => hasGateway(subnet, vpcId, network))
      ? undefined
      : `the subnets of environment ${view.name} have no route to an internet gateway`;
  }

  /** Whether one of its servers is running. */
  async #hasServer({ region, id }: EnvironmentView): Promise<boolean> {
    const instances = [...(await this.#account.instances(region)).values()];
    return instances.some(
      (instance) => environmentOf(instance) === id && instance.State?.Name === "running",
    );
  }

  async #health(query: string): Promise<Health | undefined> {
    const [region = "", id = ""] = query.split("/");
    const view = await this.#environments.withId(region, id);
    if (view === undefined) return undefined;
    if (!(await this.#hasServer(view))) return SEVERE;
    const { health: check } = view;
    if (check.how === "not here") return UNKNOWN;
    const answer = await this.#running.use(this.#runnable(view), (application) =>
      check.how === "connect" ? application.connect() : application.ask(healthVisit(check.path)),
    );
    return typeof answer === "string" ? UNKNOWN : healthBy(answer);
  }

  #runnable(view: EnvironmentView): Runnable {
    return {
      key: `${view.region} ${view.id}`,
      mark: JSON.stringify([view.version, view.properties]),
      start: () => this.#start(view),
    };
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
      return run({ files, command: startCommand(files), properties }, this.#folder);
    } catch (error) {
      if (error instanceof BundleError || error instanceof StartError) return errorMessage(error);
      throw error;
    }
  }
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.tagging.html */
const environmentOf = ({ Tags = [] }: Instance): string | undefined =>
  Tags.find(({ Key }) => Key === "elasticbeanstalk:environment-id")?.Value;
