import { Aws } from "../../aws/clients.ts";
import type { CredentialSettings } from "../../aws/credentials/credential-settings.ts";
import { credentialsOf } from "../../aws/credentials/credentials.ts";
import { OneAccount } from "../../aws/credentials/one-account.ts";
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
    const { region, settings, env, endpoint } = place;
    const own = credentialsOf(settings, env, { region, endpoint });
    const title = `Asking ${endpoint ?? "AWS"} which account the credentials belong to, ${STS_SECONDS} s at most`;
    const credentials = new OneAccount(own, async (keys) =>
      (await stsClient.load({ region, endpoint, credentials: keys })).getCallerIdentity(),
    );
    const aws = new Aws({
      ...{ region, credentials: credentials.keys },
      ...(endpoint !== undefined && { env: { AWS_ENDPOINT_URL: endpoint } }),
    });
    return { aws, identity: () => quick(this.#report, title, credentials.identity) };
  }
}
