import type {
  FixedResponseActionConfig,
  RedirectActionConfig,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { WebAnswer } from "../answerer.ts";
import { encodedForHeader } from "../headers.ts";
import type { RoutedRequest } from "./conditions.ts";

const TITLES = {
  301: "Moved Permanently",
  302: "Found",
  405: "Not Allowed",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
} as const;

const OWN = { server: "awselb/2.0" };

/**
 * A page from the load balancer itself.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
export function ownPage(
  status: keyof typeof TITLES,
  headers: WebAnswer["headers"] = {},
): WebAnswer {
  const title = `${status} ${TITLES[status]}`;
  const body = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
  return { status, headers: { ...OWN, "content-type": "text/html", ...headers }, body };
}

/** The answer of an action `fixed-response`. */
export function fixedAnswer(config: FixedResponseActionConfig): WebAnswer {
  const { StatusCode = "503", ContentType, MessageBody = "" } = config;
  const type = ContentType ?? "text/plain";
  return {
    status: Number(StatusCode),
    headers: { ...OWN, ...(MessageBody !== "" && { "content-type": `${type}; charset=utf-8` }) },
    body: MessageBody,
  };
}

/** The URL of a request, whose parts a redirect can keep. */
export interface Arrived {
  readonly protocol: string;
  readonly port: number;
}

/**
 * The answer of an action `redirect`, whose parts may contain `#{protocol}`, `#{host}`, `#{port}`, `#{path}` and `#{query}`.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html
 */
export function redirectAnswer(
  config: RedirectActionConfig,
  { host, path, query }: Pick<RoutedRequest, "host" | "path" | "query">,
  { protocol, port }: Arrived,
): WebAnswer {
  const kept: Readonly<Record<string, string>> = {
    ...{ protocol: protocol.toLowerCase(), host, port: String(port) },
    ...{ path: path.replace(/^\//, ""), query },
  };
  const filled = (part: string): string =>
    part.replace(
      /#\{(\w+)\}/g,
      (whole, name: string) => (Object.hasOwn(kept, name) ? kept[name] : undefined) ?? whole,
    );
  const { Protocol = "#{protocol}", Host = "#{host}", Port = "#{port}" } = config;
  const { Path = "/#{path}", Query = "#{query}", StatusCode } = config;
  const asked = filled(Query);
  const to = `${filled(Protocol).toLowerCase()}://${filled(Host)}:${filled(Port)}${filled(Path)}`;
  const location = encodedForHeader(asked === "" ? to : `${to}?${asked}`);
  return ownPage(StatusCode === "HTTP_301" ? 301 : 302, { location });
}
