import { Readable } from "node:stream";
import type { WebAnswer } from "../answerer.ts";

/** Reads a body of at most `most` bytes. @returns a longer one unread, to be streamed */
export async function bodyUpTo(
  { headers, body = "" }: WebAnswer,
  most: number,
): Promise<Buffer | Readable> {
  if (typeof body === "string") return Buffer.from(body);
  if (Buffer.isBuffer(body)) return body;
  if (Number(headers["content-length"] ?? 0) > most) return body;
  const chunks: Buffer[] = [];
  let length = 0;
  const parts = body[Symbol.asyncIterator]() as Parts;
  for (;;) {
    const part = await parts.next();
    if (part.done === true) return Buffer.concat(chunks);
    const chunk = Buffer.from(part.value);
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) return Readable.from(rest(chunks, parts));
  }
}

type Parts = AsyncIterator<Buffer | string, undefined>;

async function* rest(read: readonly Buffer[], parts: Parts) {
  try {
    yield* read;
    for (;;) {
      const part = await parts.next();
      if (part.done === true) return;
      yield part.value;
    }
  } finally {
    await parts.return?.();
  }
}
