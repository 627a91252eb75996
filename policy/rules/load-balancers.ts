import { LISTENER } from "../../aws/elb/types.ts";
import type { Resource } from "../resource.ts";
import { fsbp, IN_PROD, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBe, UNKNOWN } from "../values.ts";

/** ELB's names for sets of ciphers that begin with TLS 1.2. */
const TLS_1_2 = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const loadBalancerTls: ResourceRule = {
  id: "load-balancer-tls",
  why: "Over plain HTTP everybody on the way reads what visitors send, passwords and cookies too.",
  source: fsbp("ELB.1"),
  fix: "give components/web/load-balancer.ts a certificateArn: HTTPS with TLS 1.2 or newer, to which HTTP redirects",
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
      : ["the listener takes TLS below 1.2"];
  },
};

/** In capitals, as the provider turns it; where nothing is said, what the provider takes at a load balancer for the web. */
function protocolOf({ protocol, port, certificateArn }: Resource["props"]): unknown {
  if (typeof protocol === "string") return protocol.toUpperCase();
  // Without a port, it is a Gateway Load Balancer's, which has no protocol.
  if (protocol === UNKNOWN || port === undefined) return protocol;
  return certificateArn === undefined ? "HTTP" : "HTTPS";
}
