import type { RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { BlockList, isIPv6 } from "node:net";
import type { WebRequest } from "../answerer.ts";
import { isLike } from "./glob.ts";

/** The parts of a request that listener rules check. */
export interface RoutedRequest extends Pick<
  WebRequest,
  "method" | "host" | "path" | "query" | "headers"
> {
  /** The visitor's address. */
  readonly address: string;
}

/**
 * Whether a request meets a condition of a listener rule: one of its values must match.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function meets(asked: RoutedRequest, condition: RuleCondition): boolean {
  const { Field, Values = [] } = condition;
  switch (Field) {
    case "host-header":
      return likeAny(asked.host, condition.HostHeaderConfig?.Values ?? Values);
    case "path-pattern":
      return (condition.PathPatternConfig?.Values ?? Values).some((pattern) =>
        isLike(asked.path, pattern),
      );
    case "http-header": {
      const { HttpHeaderName: name = "", Values: values = [] } = condition.HttpHeaderConfig ?? {};
      const found = asked.headers[name.toLowerCase()];
      return found !== undefined && likeAny(String(found), values);
    }
    case "http-request-method":
      return (condition.HttpRequestMethodConfig?.Values ?? []).includes(asked.method);
    case "query-string":
      return (condition.QueryStringConfig?.Values ?? []).some(({ Key, Value = "" }) =>
        pairsOf(asked.query).some(
          ([key, value]) => (!Key || likeAny(key, [Key])) && likeAny(value, [Value]),
        ),
      );
    case "source-ip":
      return (condition.SourceIpConfig?.Values ?? []).some((block) => holds(block, asked.address));
    default:
      return false; // a newer kind of condition
  }
}

/** Host names, headers and queries are compared case-insensitively. */
function likeAny(text: string, patterns: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return patterns.some((pattern) => isLike(lower, pattern.toLowerCase()));
}

/** As sent; a part without a key is a value alone. */
const pairsOf = (query: string): (readonly [string, string])[] =>
  query.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? ["", pair] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });

/** Whether a CIDR block, `10.0.0.0/8` or IPv6, contains an address. */
function holds(block: string, address: string): boolean {
  const [network = "", prefix = ""] = block.split("/");
  const family = isIPv6(network) ? "ipv6" : "ipv4";
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(prefix), family);
  } catch {
    return false; // not a valid block; AWS would have refused it
  }
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
