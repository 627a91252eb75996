import { query, QueryError, type QueryOptions, type QueryService, textIn } from "../query.ts";
import type { Keys } from "./signature.ts";

/** The client options that STS needs. */
export type StsOptions = QueryOptions;

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

/** The two STS calls that we make: the SDK's STS client is not among our packages. */
export class Sts {
  readonly #options: StsOptions;

  constructor(options: StsOptions) {
    this.#options = options;
  }

  /** The account that the credentials belong to; this call needs no permission. */
  async getCallerIdentity(): Promise<CallerIdentity> {
    const xml = await this.#call("GetCallerIdentity", {});
    return { account: requiredIn(xml, "Account"), arn: requiredIn(xml, "Arn") };
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
      accessKeyId: requiredIn(xml, "AccessKeyId"),
      secretAccessKey: requiredIn(xml, "SecretAccessKey"),
      sessionToken: requiredIn(xml, "SessionToken"),
      expiration: new Date(requiredIn(xml, "Expiration")),
    };
  }

  #call(action: string, parameters: Readonly<Record<string, string | undefined>>): Promise<string> {
    return query(STS, this.#options, action, parameters);
  }
}

const STS: QueryService = { name: "sts", version: "2011-06-15" };

function requiredIn(xml: string, tag: string): string {
  const text = textIn(xml, tag);
  if (!text) throw new QueryError("InvalidAnswer", `STS's answer has no ${tag}`, 200);
  return text;
}
