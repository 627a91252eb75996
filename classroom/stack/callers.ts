import { Aws, type AwsPlace } from "../../aws/clients.ts";
import type { CredentialSettings } from "../../aws/credentials/credential-settings.ts";
import { credentialsOf } from "../../aws/credentials/credentials.ts";
import { stsClient } from "../../aws/sts/client.ts";
import { STS_SECONDS } from "../../aws/sts/limits.ts";
import type { CallerIdentity } from "../../aws/sts/sts.ts";
import { quick, type Report } from "../../lib/progress.ts";

/** By whose credentials AWS is called, and where. */
export interface CallPlace {
  readonly region: string;
  readonly settings: CredentialSettings;
  /** What completes them. */
  readonly env: NodeJS.ProcessEnv;
  /** An emulator of the user's own; undefined for AWS. */
  readonly endpoint: string | undefined;
}

/** AWS by some credentials, and whose they are. */
export interface Caller {
  readonly aws: Aws;
  readonly identity: () => Promise<CallerIdentity>;
}

/** Clients of AWS by their credentials: the same credentials have the same clients, and are asked once whose they are. */
export class Callers {
  readonly #report: Report;
  readonly #known = new Map<string, Caller>();

  /** @param report says what is waited for where AWS does not answer at once */
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

/** Where a client of AWS finds it, and by whose credentials. */
const awsPlace = ({ region, settings, env, endpoint }: CallPlace): AwsPlace => ({
  region,
  credentials: credentialsOf(settings, env, { region, endpoint }),
  ...(endpoint !== undefined && { env: { AWS_ENDPOINT_URL: endpoint } }),
});
