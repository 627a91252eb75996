import { NOT_SERVED } from "../../aws/web-request.ts";
import type { WebAnswer } from "./answerer.ts";
import { htmlPage } from "./html.ts";
import type { Target } from "./target.ts";

/** AWS host names that are not served on this machine. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\.rds\.amazonaws\.com$/, "databases"],
  [/\.s3-accelerate(\.dualstack)?\.amazonaws\.com$/, "accelerated S3 endpoints"],
];

const LOAD_BALANCER = /\.elb\.([a-z0-9-]+\.)?amazonaws\.com$/;
const BEANSTALK = ".elasticbeanstalk.com";
const SERVER = /\.compute(-1)?\.amazonaws\.com$|^\d+\.\d+\.\d+\.\d+$/;

/** Why a host name is not served. */
export function reasonFor(host: string): string {
  if (LOAD_BALANCER.test(host))
    return `no Application Load Balancer of the emulated account has the name ${host}`;
  if (SERVER.test(host)) return `no running server of the emulated account has the address ${host}`;
  if (host.endsWith(BEANSTALK))
    return `no Elastic Beanstalk environment of the emulated account that is ready has the name ${host}`;
  const [, kind] = KINDS.find(([name]) => name.test(host)) ?? [];
  return kind === undefined
    ? `nothing in the emulated account answers for ${host}`
    : `${kind} do not answer on this machine yet (${host})`;
}

/** The answer for such a host name: 502 for a proxy's client, else 404. */
export function notServed({
  host,
  form,
}: Pick<Target, "host" | "form">): WebAnswer & { readonly body: string } {
  const reason = reasonFor(host);
  const status = form === "proxy" ? 502 : 404;
  const text = `This is the class on this machine: ${reason}. Requests never leave this machine.`;
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", [NOT_SERVED]: reason },
    body: htmlPage(status === 502 ? "502 Bad Gateway" : "404 Not Found", [text]),
  };
}
