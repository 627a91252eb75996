import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";

/** A request to a host name of AWS, by any of the supported ways. */
export interface WebRequest {
  readonly method: string;
  /** In lower case, without a port: `notes.s3.ap-northeast-2.amazonaws.com`. */
  readonly host: string;
  /** The port at AWS: as a proxy's client requests it; a local address means port 80. */
  readonly port: number;
  /** As sent, neither decoded nor normalized: `/docs/a%20b.html`. */
  readonly path: string;
  /** As sent, without its question mark; empty when there is none. */
  readonly query: string;
  /** Whether it would reach AWS over TLS. */
  readonly isSecure: boolean;
  readonly headers: IncomingHttpHeaders;
  /** Aborted when the visitor has gone, for whom nothing needs to be done any more. @default nobody goes */
  readonly gone?: AbortSignal | undefined;
  /** Not read yet. @default none */
  readonly body?: Readable;
}

/** The answer. For HEAD, it is sent without its body. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Values for Set-Cookie, each in its own header. @default none */
  readonly cookies?: readonly string[];
  /** @default none */
  readonly body?: string | Buffer | Readable;
}

/** Answers requests to a kind of host names, from the current state of the emulated account. One folder for each kind. */
export interface Answerer {
  /** Whether it answers for this host name. */
  answersFor(host: string): boolean | Promise<boolean>;
  answer(request: WebRequest): Promise<WebAnswer>;
  /**
   * Answers to the emulated AWS's own questions, by path in this process; each gets the query, and returns undefined for what it
   * does not know. @default none
   */
  readonly tells?: Readonly<Record<string, (query: string) => Promise<unknown>>>;
}

/** Releases an answer that is not sent. */
export function discard({ body }: WebAnswer): void {
  if (body instanceof Readable) body.destroy();
}

/** The first answerer for a host name. */
export async function answererFor(
  answerers: readonly Answerer[],
  host: string,
): Promise<Answerer | undefined> {
  for (const answerer of answerers) if (await answerer.answersFor(host)) return answerer;
  return undefined;
}
