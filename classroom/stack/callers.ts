import { Aws, type AwsPlace } from "../../aws/clients.ts";
import type { CredentialSettings } from "../../aws/credentials/credential-settings.ts";
import { credentialsOf } from "../../aws/credentials/credentials.ts";
import { stsClient } from "../../aws/sts/client.ts";
import { STS_SECONDS } from "../../aws/sts/limits.ts";
import type { CallerIdentity } from "../../aws/sts/sts.ts";
import { quick, type Report } from "../../lib/progress.ts";

/** With which credentials AWS is called, and where. */
export interface CallPlace {
  readonly region: string;
  readonly settings: CredentialSettings;
  /** The environment that completes them. */
  readonly env: NodeJS.ProcessEnv;
  /** The user's own emulator; undefined for AWS. */
  readonly endpoint: string | undefined;
}

/** AWS with some credentials, and their identity. */
export interface Caller {
  readonly aws: Aws;
  readonly identity: () => Promise<CallerIdentity>;
}

/** AWS clients by credentials: the same credentials share clients, and are identified once. */
export class Callers {
  readonly #report: Report;
  readonly #known = new Map<string, Caller>();

  /** @param report reports a delayed answer from AWS */
  constructor(report: Report) {
    this.#report = report;
  }

  at(place: CallPlace): Caller {
    const { env, ...others } = place;
    const variables = Object.entries(env).filter(([name]) => name.startsWith("AWS_"));
    const key = JSON.stringify([others, variables]);
    const caller = this.#known.get(key) ?? this.#new(place);
    this.#known.set(key, caller);
    return caller;
  }

  #new(place: CallPlace): Caller {
    const aws = new Aws(awsPlace(place));
    let asked: Promise<CallerIdentity> | undefined;
    const title = `Asking ${place.endpoint ?? "AWS"} which account the credentials belong to, ${STS_SECONDS} s at most`;
    const ask = async () => (await aws.client(stsClient)).getCallerIdentity();
    return { aws, identity: () => (asked ??= quick(this.#report, title, ask)) };
  }
}

/** The endpoint and credentials of an AWS client. */
const awsPlace = ({ region, settings, env, endpoint }: CallPlace): AwsPlace => ({
  region,
  credentials: credentialsOf(settings, env, { region, endpoint }),
  ...(endpoint !== undefined && { env: { AWS_ENDPOINT_URL: endpoint } }),
});
