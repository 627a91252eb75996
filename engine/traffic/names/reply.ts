import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import { errorMessage } from "../../../lib/errors.ts";
import { CODES, type Resolved } from "./resolve.ts";

/** Maximum bytes of a UDP answer for a client without EDNS. https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const PLAIN_UDP_BYTES = 512;

/** The size announced to clients with EDNS: this machine never fragments smaller datagrams. */
const UDP_BYTES = 1232;

const QUERY = 0;

/** Finds the answer to a question. */
export type Resolver = (question: { name: string; type: string }) => Promise<Resolved>;

/**
 * The answer to a message.
 *
 * @param isStream whether it came over TCP, which allows long answers
 * @returns undefined for a message that name servers do not answer
 */
export async function reply(
  message: Buffer,
  resolver: Resolver,
  isStream: boolean,
): Promise<Buffer | undefined> {
  const asked = decoded(message);
  if (asked === undefined || asked.type === "response") return undefined;
  const found = await resolved(asked, resolver);
  const edns = asked.additionals?.find(({ type }) => type === "OPT");
  const packet: Packet = {
    type: "response",
    ...(asked.id !== undefined && { id: asked.id }),
    flags:
      found.code |
      (found.isAuthoritative ? AUTHORITATIVE_ANSWER : 0) |
      ((asked.flags ?? 0) & RECURSION_DESIRED),
    ...(asked.questions && { questions: asked.questions }),
    answers: [...found.answers],
    authorities: [...found.authorities],
    ...(edns && { additionals: [OPT] }),
  };
  const whole = encoded(packet);
  const room =
    edns?.type === "OPT" ? Math.max(PLAIN_UDP_BYTES, edns.udpPayloadSize) : PLAIN_UDP_BYTES;
  if (isStream || whole.length <= Math.min(room, UDP_BYTES)) return whole;
  const flags = (packet.flags ?? 0) | TRUNCATED_RESPONSE;
  return encode({ ...packet, flags, answers: [], authorities: [] });
}

/** The most that fits into a message, which has its length before it by TCP. */
const MOST_BYTES = 65_535;

/** A record that does not fit into a message is a failure of this server's, and no reason to end. */
function encoded(packet: Packet): Buffer {
  try {
    const whole = encode(packet);
    if (whole.length <= MOST_BYTES) return whole;
    throw new Error(`an answer of ${whole.length} bytes is too long for a message`);
  } catch (error) {
    console.error(errorMessage(error));
    const { id, questions, flags = 0 } = packet;
    return encode({
      type: "response",
      ...(id !== undefined && { id }),
      flags: (flags & RECURSION_DESIRED) | CODES.SERVFAIL,
      ...(questions && { questions }),
    });
  }
}

const OPT = {
  type: "OPT",
  name: ".",
  udpPayloadSize: UDP_BYTES,
  ...{ extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options: [] },
} as const;

async function resolved(asked: Packet, resolver: Resolver): Promise<Resolved> {
  const [question, ...further] = asked.questions ?? [];
  // dns-packet keeps the opcode in the flags: https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1
  if ((((asked.flags ?? 0) >> 11) & 0xf) !== QUERY) return failed(CODES.NOTIMP);
  if (question === undefined || further.length > 0) return failed(CODES.FORMERR);
  if (question.class !== undefined && question.class !== "IN") return failed(CODES.REFUSED);
  try {
    return await resolver({ name: question.name, type: question.type });
  } catch {
    return failed(CODES.SERVFAIL); // the emulated AWS does not answer
  }
}

const failed = (code: number): Resolved => ({
  ...{ code, isAuthoritative: false, answers: [], authorities: [] },
});

/** Messages are untrusted input. */
function decoded(message: Buffer): Packet | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}
