import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer, WebAnswer, WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { noConnection } from "../no-connection.ts";
import type { Servers } from "../servers/servers.ts";
import type { Clock } from "../clock.ts";
import { Configuration, type Listening } from "./configuration.ts";
import { forwardOf } from "./forward.ts";
import { Forwarding } from "./forwarding.ts";
import { GroupHealths } from "./health/group-healths.ts";
import { forwardedVisit, listenerFor, ruleFor } from "./listening.ts";
import { fixedAnswer, ownPage, redirectAnswer } from "./own-pages.ts";
import { obstacle } from "./reach.ts";
import { Sources } from "./sources.ts";
import { StickyCookies } from "./stickiness.ts";
import { Turns } from "./turns.ts";
import { type View, Views } from "./views.ts";

/** On AWS, a blocked visitor waits for a minute or two, and a load balancer 10 seconds for a target. */
const TIME_OUT_MS = 1000;

/** The path at which the emulated AWS requests the health of a target group: `/target-health?ARN`. */
const TARGET_HEALTH = "/target-health";

/** AWS refuses such an action without its configuration. */
const NOTHING = { StatusCode: undefined };

/**
 * Application Load Balancers at their host names.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
export class LoadBalancers implements Answerer {
  readonly tells: NonNullable<Answerer["tells"]>;
  readonly #views: Views;
  readonly #forwarding: Forwarding;
  readonly #timeOutMs: number;

  /** @param timeOutMs how long a visitor waits where nothing answers @default 1 s */
  constructor(emulated: Emulated, servers: Servers, clock: Clock, timeOutMs = TIME_OUT_MS) {
    const shared = {
      configuration: new Configuration(emulated),
      sources: new Sources(emulated),
      clock,
    };
    const healths = new GroupHealths({ ...shared, servers });
    this.#views = new Views({ ...shared, healths, account: servers.account });
    this.#forwarding = new Forwarding({
      ...{ servers, timeOutMs },
      turns: new Turns(),
      cookies: new StickyCookies(Date.now),
    });
    this.#timeOutMs = timeOutMs;
    this.tells = { [TARGET_HEALTH]: (query) => healths.tell(decodeURIComponent(query)) };
  }

  async answersFor(host: string): Promise<boolean> {
    return (await this.#views.of(host)) !== undefined;
  }

  answer(request: WebRequest): Promise<WebAnswer> {
    return this.answerAt(request.host, request);
  }

  /** @param name of a load balancer, to which the request's host name leads */
  async answerAt(name: string, request: WebRequest): Promise<WebAnswer> {
    const { port } = request;
    const view = await this.#views.of(name);
    const listener = view && listenerFor(view.listeners, request);
    if (!listener) return this.#timedOut(request, `no load balancer listens at ${name}:${port}`);
    const closed = obstacle(view, listener.port);
    if (closed !== undefined) return this.#timedOut(request, closed);
    if (request.method === "TRACE") return ownPage(405);
    return this.#act(view, listener, request);
  }

  async #timedOut({ gone: signal }: WebRequest, reason: string): Promise<WebAnswer> {
    await sleep(this.#timeOutMs, undefined, { signal });
    return noConnection(504, "ETIMEDOUT", reason);
  }

  async #act(view: View, listener: Listening, request: WebRequest): Promise<WebAnswer> {
    const rule = ruleFor(listener, request);
    const actions = rule?.Actions ?? [];
    // Actions that authenticate users come first.
    const action = actions.find(({ Type }) => Type?.startsWith("authenticate")) ?? actions[0];
    switch (action?.Type) {
      case "forward": {
        const visit = forwardedVisit(request, listener);
        return this.#forwarding.answer(view, rule?.RuleArn ?? "", forwardOf(action), visit);
      }
      case "redirect":
        return redirectAnswer(action.RedirectConfig ?? NOTHING, request, listener);
      case "fixed-response":
        return fixedAnswer(action.FixedResponseConfig ?? NOTHING);
      default:
        return noConnection(
          502,
          undefined,
          `actions of type ${action?.Type} are not carried out on this machine`,
        );
    }
  }
}
