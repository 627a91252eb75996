import { setTimeout as sleep } from "node:timers/promises";
import type { ClientOptions } from "./clients.ts";
import { isPassing } from "./errors.ts";
import { ANSWER_MS, ATTEMPTS, PAUSE_MS } from "./sts/limits.ts";
import { signedHeaders } from "./sts/signature.ts";

/** The client options that a call needs. */
export type QueryOptions = Pick<ClientOptions, "region" | "endpoint" | "credentials">;

/** A service whose calls are forms, and whose answers are XML. */
export interface QueryService {
  /** As in its endpoint and in signatures: `sts`. */
  readonly name: string;
  readonly version: string;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** An error that the service returned; its name is the service's error code. */
export class QueryError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

/**
 * Calls a service whose SDK client is not among our packages.
 *
 * @returns its answer, as XML @throws QueryError, and when the service does not answer
 */
export async function query(
  service: QueryService,
  options: QueryOptions,
  action: string,
  parameters: Parameters = {},
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(service, options, action, parameters);
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw error;
      await sleep(PAUSE_MS * attempt);
    }
  }
}

async function ask(
  { name: service, version }: QueryService,
  { region, credentials, endpoint }: QueryOptions,
  action: string,
  parameters: Parameters,
): Promise<string> {
  if (credentials === undefined) throw new Error(`${service} is called without credentials`);
  const address =
    typeof endpoint === "string"
      ? endpoint
      : `https://${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  const url = new URL(address);
  const form = new URLSearchParams({ Action: action, Version: version });
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) form.append(name, value);
  const body = form.toString();
  const keys = typeof credentials === "function" ? await credentials() : credentials;
  const headers = signedHeaders({ url, body, region, service, keys, now: new Date() });
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(url, { method: "POST", headers, body, signal });
  const xml = await response.text();
  if (response.ok) return xml;
  throw new QueryError(
    textIn(xml, "Code") ?? "UnknownError",
    textIn(xml, "Message") ?? `${service} answers ${response.status}`,
    response.status,
  );
}

/** The text of the first element with this name. */
export function textIn(xml: string, tag: string): string | undefined {
  const [, text] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml) ?? [];
  return text
    ?.trim()
    .replace(/&(?:#(x?)([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));/g, (_, hex, code?: string, name?) =>
      code === undefined
        ? ENTITIES[name as keyof typeof ENTITIES]
        : String.fromCodePoint(parseInt(code, hex === "" ? 10 : 16)),
    );
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" } as const;

/** The members of the first list with this name, each as XML: lists in them have members, too. */
export function membersIn(xml: string, list: string): string[] {
  const start = xml.indexOf(`<${list}>`);
  const found: string[] = [];
  if (start === -1) return found;
  let depth = 0;
  let from = 0;
  for (const { 0: tag, index } of xml.slice(start).matchAll(/<\/?[\w:]+[^>]*>/g)) {
    const at = start + index;
    if (tag.endsWith("/>")) continue;
    depth += tag.startsWith("</") ? -1 : 1;
    if (depth === 0) break;
    if (tag === "<member>" && depth === 2) from = at;
    if (tag === "</member>" && depth === 1) found.push(xml.slice(from, at));
  }
  return found;
}
