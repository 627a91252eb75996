import { LISTENER } from "../../aws/elb/types.ts";
import type { Resource } from "../resource.ts";
import { fsbp, IN_PROD, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBe, UNKNOWN } from "../values.ts";

/** ELB's security policies that require at least TLS 1.2. */
const TLS_1_2 = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const loadBalancerTls: ResourceRule = {
  id: "load-balancer-tls",
  why: "Over plain HTTP, anyone on the network path can read what visitors send, including passwords and cookies.",
  source: fsbp("ELB.1"),
  fix: "set certificateArn of components/web/load-balancer.ts: it serves HTTPS with TLS 1.2 or newer and redirects HTTP",
  level: IN_PROD,
  check({ type, props }) {
    if (type !== LISTENER) return [];
    const { sslPolicy } = props;
    const protocol = protocolOf(props);
    if (protocol === "HTTP") {
      const redirects = listOf(props.defaultActions).every((action) =>
        mayBe(at(action, "type"), "redirect"),
      );
      return redirects ? [] : ["the listener serves plain HTTP"];
    }
    const secure = protocol !== "HTTPS" && protocol !== "TLS";
    return secure || sslPolicy === UNKNOWN || TLS_1_2.test(String(sslPolicy))
      ? []
      : ["the listener accepts TLS versions below 1.2"];
  },
};

/** In capitals, as the provider normalizes it; without a protocol, the provider's default for an Application Load Balancer. */
function protocolOf({ protocol, port, certificateArn }: Resource["props"]): unknown {
  if (typeof protocol === "string") return protocol.toUpperCase();
  // A listener without a port belongs to a Gateway Load Balancer, which has no protocol.
  if (protocol === UNKNOWN || port === undefined) return protocol;
  return certificateArn === undefined ? "HTTP" : "HTTPS";
}
