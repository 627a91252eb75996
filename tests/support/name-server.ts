import { createSocket, type Socket } from "node:dgram";

/** What a name leads to, by record type. */
export interface NameRecords {
  readonly A?: readonly string[];
  readonly CNAME?: readonly string[];
  readonly NS?: readonly string[];
  /** The primary name server. */
  readonly SOA?: readonly string[];
}

const TYPES: Readonly<Record<number, keyof NameRecords>> = {
  1: "A",
  2: "NS",
  5: "CNAME",
  6: "SOA",
};

/** What a server says beside its records. https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const NO_SUCH_NAME = 3;
export const REFUSED = 5;

const HEADER = 12;
/** Points back to the name in the question. */
const ASKED_NAME = Buffer.from([0xc0, HEADER]);

/** A name server of the test's own on loopback, closed after it. Call it inside `describe`. */
export function nameServer() {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  return {
    /** Answers by records, or with a refusal to everything. @returns its address with its port */
    async serve(names: Readonly<Record<string, NameRecords>> | typeof REFUSED): Promise<string> {
      const socket = createSocket("udp4");
      sockets.push(socket);
      socket.on("message", (query, { port, address }) => {
        socket.send(reply(query, names), port, address);
      });
      await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
      return `127.0.0.1:${socket.address().port}`;
    },
  };
}

function reply(
  query: Buffer,
  names: Parameters<ReturnType<typeof nameServer>["serve"]>[0],
): Buffer {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = query.subarray(HEADER, at + 5);
  const number = query.readUInt16BE(at + 1);
  const type = TYPES[number];
  const found = names === REFUSED ? undefined : names[labels.join(".").toLowerCase()];
  const answers = (type && found?.[type]) ?? [];
  const code = names === REFUSED ? REFUSED : found ? 0 : NO_SUCH_NAME;
  const header = Buffer.alloc(HEADER);
  query.copy(header, 0, 0, 2);
  // An authoritative answer.
  header.writeUInt16BE(0x8400 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  const records = answers.map((value) => record(number, dataOf(type ?? "A", value)));
  return Buffer.concat([header, question, ...records]);
}

function record(type: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt32BE(300, 4);
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([ASKED_NAME, fields, data]);
}

function dataOf(type: keyof NameRecords, value: string): Buffer {
  if (type === "A") return Buffer.from(value.split(".").map(Number));
  const name = nameOf(value);
  return type === "SOA" ? Buffer.concat([name, nameOf("hostmaster.test"), Buffer.alloc(20)]) : name;
}

const nameOf = (name: string): Buffer =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
