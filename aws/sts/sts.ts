import { setTimeout as sleep } from "node:timers/promises";
import type { ClientOptions } from "../clients.ts";
import { isPassing } from "../errors.ts";
import { ANSWER_MS, ATTEMPTS, PAUSE_MS } from "./limits.ts";
import { type Keys, signedHeaders } from "./signature.ts";

/** The client options that STS needs. */
export type StsOptions = Pick<ClientOptions, "region" | "endpoint" | "credentials">;

/** The identity that makes a call. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

/** A role to assume. */
export interface AssumedRole {
  readonly roleArn: string;
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly policy?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  /** @default an hour */
  readonly durationSeconds?: number | undefined;
}

/** An error that STS returned; its name is STS's error code. */
class StsError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

/** The two STS calls that we make: the SDK's STS client is not among our packages. */
export class Sts {
  readonly #options: StsOptions;

  constructor(options: StsOptions) {
    this.#options = options;
  }

  /** The account that the credentials belong to; this call needs no permission. */
  async getCallerIdentity(): Promise<CallerIdentity> {
    const xml = await this.#call("GetCallerIdentity", {});
    return { account: textIn(xml, "Account"), arn: textIn(xml, "Arn") };
  }

  async assumeRole(role: AssumedRole): Promise<Keys & { readonly expiration: Date }> {
    const xml = await this.#call("AssumeRole", {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? "aws-class",
      ExternalId: role.externalId,
      Policy: role.policy,
      SourceIdentity: role.sourceIdentity,
      DurationSeconds: role.durationSeconds?.toString(),
    });
    return {
      accessKeyId: textIn(xml, "AccessKeyId"),
      secretAccessKey: textIn(xml, "SecretAccessKey"),
      sessionToken: textIn(xml, "SessionToken"),
      expiration: new Date(textIn(xml, "Expiration")),
    };
  }

  async #call(
    action: string,
    parameters: Readonly<Record<string, string | undefined>>,
  ): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#ask(action, parameters);
      } catch (error) {
        if (attempt === ATTEMPTS || !isPassing(error)) throw error;
        await sleep(PAUSE_MS * attempt);
      }
    }
  }

  async #ask(
    action: string,
    parameters: Readonly<Record<string, string | undefined>>,
  ): Promise<string> {
    const { region, credentials } = this.#options;
    if (credentials === undefined) throw new Error("STS is called without credentials");
    const url = new URL(this.#endpoint());
    const form = new URLSearchParams({ Action: action, Version: "2011-06-15" });
    for (const [name, value] of Object.entries(parameters))
      if (value !== undefined) form.append(name, value);
    const body = form.toString();
    const keys = typeof credentials === "function" ? await credentials() : credentials;
    const headers = signedHeaders({ url, body, region, service: "sts", keys, now: new Date() });
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(url, { method: "POST", headers, body, signal });
    const xml = await response.text();
    if (response.ok) return xml;
    throw new StsError(
      optional(xml, "Code") ?? "UnknownError",
      optional(xml, "Message") ?? `STS answers ${response.status}`,
      response.status,
    );
  }

  #endpoint(): string {
    const { region, endpoint } = this.#options;
    if (typeof endpoint === "string") return endpoint;
    return `https://sts.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  }
}

const optional = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]?.trim();

function textIn(xml: string, tag: string): string {
  const text = optional(xml, tag);
  if (!text) throw new StsError("InvalidAnswer", `STS's answer has no ${tag}`, 200);
  return text;
}
