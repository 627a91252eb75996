import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";

/** A request for one of AWS's host names, in whatever form it came. */
export interface WebRequest {
  readonly method: string;
  /** In lower case, without a port: `notes.s3.ap-northeast-2.amazonaws.com`. */
  readonly host: string;
  /** At AWS: what a proxy's client asks for; a local address stands for port 80. */
  readonly port: number;
  /** As it was sent, neither decoded nor normalized: `/docs/a%20b.html`. */
  readonly path: string;
  /** As it was sent, without its question mark; empty where there is none. */
  readonly query: string;
  /** Whether it would reach AWS with TLS. */
  readonly isSecure: boolean;
  readonly headers: IncomingHttpHeaders;
}

/** What is answered. To HEAD it goes without its body. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What goes as Set-Cookie, each in a header of its own. @default none */
  readonly cookies?: readonly string[];
  /** @default none */
  readonly body?: string | Buffer | Readable;
}

/** What answers for a kind of host names, as the emulated account is at that moment: a folder each. */
export interface Answerer {
  /** Whether this host name is one that it answers for. */
  answersFor(host: string): boolean | Promise<boolean>;
  answer(request: WebRequest): Promise<WebAnswer>;
  /**
   * What it says to the emulated AWS, by the path at which this process is asked for it, each of the question's query; undefined
   * for what it knows nothing of. @default nothing
   */
  readonly tells?: Readonly<Record<string, (query: string) => Promise<unknown>>>;
}

/** Lets go of an answer that is not sent. */
export function discard({ body }: WebAnswer): void {
  if (body instanceof Readable) body.destroy();
}

/** The first that answers for a host name. */
export async function answererFor(
  answerers: readonly Answerer[],
  host: string,
): Promise<Answerer | undefined> {
  for (const answerer of answerers) if (await answerer.answersFor(host)) return answerer;
  return undefined;
}
