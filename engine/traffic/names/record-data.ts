import { isIPv4, isIPv6 } from "node:net";
import type { Answer } from "dns-packet";
import type { RecordSet } from "./zones.ts";

/** @see https://www.rfc-editor.org/rfc/rfc2181#section-8 */
const MOST_SECONDS = 2 ** 31 - 1;
const [BYTE, TWO_BYTES, FOUR_BYTES] = [2 ** 8 - 1, 2 ** 16 - 1, 2 ** 32 - 1] as const;

/** The most bytes of a part of a name, of a whole one, and of a string. https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const [LABEL, NAME, STRING] = [63, 253, 255] as const;

/** A value that is not what its type has: the emulated AWS takes any. */
class Unreadable extends Error {}

/** How Route 53 writes the values of a type. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
const READ: Readonly<Record<string, (value: string) => unknown>> = {
  A: (value) => checked(value, isIPv4(value)),
  AAAA: (value) => checked(value, isIPv6(value)),
  CNAME: hostName,
  NS: hostName,
  PTR: hostName,
  TXT: texts,
  MX(value) {
    const [preference, exchange] = fields(value, 2);
    return { preference: numberIn(preference, TWO_BYTES), exchange: hostName(exchange) };
  },
  SRV(value) {
    const [priority, weight, port, target] = fields(value, 4);
    return {
      priority: numberIn(priority, TWO_BYTES),
      weight: numberIn(weight, TWO_BYTES),
      port: numberIn(port, TWO_BYTES),
      target: hostName(target),
    };
  },
  CAA(value) {
    const [, flags, tag = "", text = ""] = /^(\d+)\s+([a-z0-9]+)\s+"?(.*?)"?$/i.exec(value) ?? [];
    const isShort = tag.length <= STRING;
    return { flags: numberIn(flags, BYTE), tag: checked(tag, isShort), value: text };
  },
  SOA(value) {
    const [mname, rname, ...numbers] = fields(value, 7);
    const [serial, refresh, retry, expire, minimum] = numbers.map((each) =>
      numberIn(each, FOUR_BYTES),
    );
    const names = { mname: hostName(mname), rname: hostName(rname) };
    return { ...names, ...{ serial, refresh, retry, expire, minimum } };
  },
};

/** Records as they go over the wire; none of a type that is not answered for here, nor of a value that no message takes. */
export function answersOf(name: string, { type, ttl, values }: RecordSet): Answer[] {
  const read = Object.hasOwn(READ, type) ? READ[type] : undefined;
  if (read === undefined || !(ttl >= 0 && ttl <= MOST_SECONDS)) return [];
  return values.flatMap((value) => {
    try {
      return [{ name, type, class: "IN", ttl, data: read(value.trim()) } as Answer];
    } catch (error) {
      if (error instanceof Unreadable) return [];
      throw error;
    }
  });
}

function checked<T>(value: T, isRight: boolean): T {
  if (!isRight) throw new Unreadable();
  return value;
}

function fields(value: string, count: number): readonly string[] {
  const found = value.split(/\s+/);
  return checked(found, found.length === count);
}

/** A number without a sign. */
function numberIn(text = "", most: number): number {
  return checked(Number(text), /^\d+$/.test(text) && Number(text) <= most);
}

function hostName(text = ""): string {
  if (text === ".") return text; // no name, on purpose
  const name = text.replace(/\.$/, "");
  const parts = name.split(".").map((part) => Buffer.byteLength(part));
  const isRight = parts.every((length) => length > 0 && length <= LABEL);
  return checked(name, isRight && Buffer.byteLength(name) <= NAME);
}

/** `"one" "two"`, with `\"` and octal escapes. */
function texts(value: string): string[] {
  const quoted = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  const read = (quoted.length > 0 ? quoted : [value]).map((text) =>
    text.replace(/\\([0-3][0-7]{2}|.)/g, (_, escaped: string) =>
      escaped.length === 3 ? String.fromCharCode(parseInt(escaped, 8)) : escaped,
    ),
  );
  return checked(
    read,
    read.every((text) => Buffer.byteLength(text) <= STRING),
  );
}
