import { DATABASE, type LocalDatabase } from "../../aws/local-database.ts";
import { NAME_SERVER, type NameServerAddress } from "../../aws/local-name-server.ts";
import { AUTHORITY } from "../../aws/web-request.ts";
import type { Answerer, WebAnswer } from "./answerer.ts";
import { htmlPage } from "./html.ts";
import type { Target } from "./target.ts";
import type { Authority } from "./tls/authority.ts";

/** The data that this process serves about itself. */
export interface Own {
  /** The endpoint of the AWS that it reads. */
  readonly emulator: string;
  /** The address of the name server for the account's zones, over UDP and TCP. @default none */
  readonly nameServer?: string;
  /** The certificate authority for host names served over TLS. @default no TLS */
  readonly authority?: Authority;
  /** Finds the local address of the database at a host name. @default there are none */
  readonly database?: (host: string, isReady: boolean) => Promise<LocalDatabase>;
  /** Whether a host name is served. */
  readonly served: (host: string) => Promise<boolean>;
  /** Answers to the emulated AWS's own questions. */
  readonly tells: NonNullable<Answerer["tells"]>;
}

/** Identifies this process. */
export interface Identity {
  readonly pid: number;
  readonly emulator: string;
}

export const IDENTITY = "/identity";

/** `/served?a.example&b.example`: which of the names are served. */
export const SERVED = "/served";

/** More names than the outputs of any class have. */
const MOST_NAMES = 2000;

/** Answers requests to this process itself. */
export async function ownAnswer(
  { path, query }: Pick<Target, "path" | "query">,
  { emulator, nameServer, authority, database, served, tells }: Own,
): Promise<WebAnswer> {
  switch (path) {
    case IDENTITY:
      return json({ pid: process.pid, emulator } satisfies Identity);
    case NAME_SERVER:
      return json((nameServer === undefined ? {} : { nameServer }) satisfies NameServerAddress);
    case AUTHORITY:
      if (authority === undefined) return nothing;
      return {
        status: 200,
        headers: { "content-type": "application/x-pem-file" },
        body: await authority.certificate(),
      };
    case DATABASE: {
      const [host = "", ready] = query.split("&");
      return json((await database?.(host.toLowerCase(), ready === "ready")) ?? {});
    }
    case SERVED: {
      const names = query.split("&").slice(0, MOST_NAMES);
      const found = await Promise.all(names.map(served));
      return json(names.filter((_, at) => found[at]));
    }
    default: {
      const told = Object.hasOwn(tells, path) ? await tells[path]?.(query) : undefined;
      return told === undefined ? nothing : json(told);
    }
  }
}

const nothing: WebAnswer = {
  status: 404,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: htmlPage("The class on this machine", [
    "The class's websites are served here: open each as NAME.localhost, or use this address as an HTTP proxy.",
    "npm run class -- outputs shows them.",
  ]),
};

const json = (value: unknown): WebAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
