import type { Answer } from "dns-packet";
import type { RecordSet } from "./zones.ts";

/** How Route 53 writes the values of a type. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
const READ: Readonly<Record<string, (value: string) => unknown>> = {
  A: (value) => value,
  AAAA: (value) => value,
  CNAME: withoutDot,
  NS: withoutDot,
  PTR: withoutDot,
  TXT: texts,
  MX(value) {
    const [preference, exchange = ""] = value.split(/\s+/);
    return { preference: Number(preference), exchange: withoutDot(exchange) };
  },
  SRV(value) {
    const [priority, weight, port, target = ""] = value.split(/\s+/);
    const numbers = { priority: Number(priority), weight: Number(weight), port: Number(port) };
    return { ...numbers, target: withoutDot(target) };
  },
  CAA(value) {
    const [, flags, tag, text = ""] = /^(\d+)\s+(\S+)\s+"?(.*?)"?$/.exec(value) ?? [];
    return { flags: Number(flags), tag, value: text };
  },
  SOA(value) {
    const [mname = "", rname = "", ...numbers] = value.split(/\s+/);
    const [serial, refresh, retry, expire, minimum] = numbers.map(Number);
    const names = { mname: withoutDot(mname), rname: withoutDot(rname) };
    return { ...names, ...{ serial, refresh, retry, expire, minimum } };
  },
};

/** Records as they go over the wire; none of a type that is not answered for here. */
export function answersOf(name: string, { type, ttl, values }: RecordSet): Answer[] {
  const read = READ[type];
  if (read === undefined) return [];
  return values.map((value) => ({ name, type, class: "IN", ttl, data: read(value) }) as Answer);
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}

/** `"one" "two"`, with `\"` and octal escapes. */
function texts(value: string): string[] {
  const quoted = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  return (quoted.length > 0 ? quoted : [value]).map((text) =>
    text.replace(/\\([0-3][0-7]{2}|.)/g, (_, escaped: string) =>
      escaped.length === 3 ? String.fromCharCode(parseInt(escaped, 8)) : escaped,
    ),
  );
}
