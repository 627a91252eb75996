import { fsbp, IN_PROD, type ResourceRule } from "../rule.ts";
import { at, listOf, UNKNOWN } from "../values.ts";

/** ELB's names for sets of ciphers that begin with TLS 1.2. */
const TLS_1_2 = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const loadBalancerTls: ResourceRule = {
  id: "load-balancer-tls",
  why: "Over plain HTTP everybody on the way reads what visitors send, passwords and cookies too.",
  source: fsbp("ELB.1"),
  fix: "give components/load-balancer.ts a certificateArn: HTTPS with TLS 1.2 or newer, to which HTTP redirects",
  level: IN_PROD,
  check({ type, props }) {
    if (!type.endsWith("/listener:Listener")) return [];
    const { port, sslPolicy } = props;
    // HTTP is the default, where there is a port: a Gateway Load Balancer's listener has neither.
    const { protocol = port === undefined ? undefined : "HTTP" } = props;
    if (protocol === "HTTP") {
      const redirects = listOf(props.defaultActions).every(
        (action) => at(action, "type") === "redirect",
      );
      return redirects ? [] : ["the listener serves plain HTTP"];
    }
    const secure = protocol !== "HTTPS" && protocol !== "TLS";
    return secure || sslPolicy === UNKNOWN || TLS_1_2.test(String(sslPolicy))
      ? []
      : ["the listener takes TLS below 1.2"];
  },
};
