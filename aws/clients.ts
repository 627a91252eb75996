import type { S3ClientConfig } from "@aws-sdk/client-s3";

/** The options that every client is created with. */
export type ClientOptions = Pick<
  S3ClientConfig,
  "endpoint" | "credentials" | "profile" | "requestHandler" | "customUserAgent"
> & {
  readonly region: string;
  readonly forcePathStyle: boolean;
};

/** How to create the client of a service: `client.ts` of the service's folder. */
export interface ServiceClient<C> {
  /** The service's folder. */
  readonly name: string;
  /** Whether the service is global, with one endpoint in one region. @default false */
  readonly global?: boolean;
  /** Loads the SDK's client on demand: loading all of them takes seconds, and a command needs only a few. */
  readonly load: (options: ClientOptions) => C | Promise<C>;
}

/** The region of services without regions: of their endpoint, their events and their tags. */
export const GLOBAL_REGION = "us-east-1";

/** How long a client waits for a connection, and for an answer, before it retries. */
const CONNECTION_MS = 5000;
const ANSWER_MS = 20_000;

/** The emulator's environment variable with the address of the proxy to its host names. */
export const WEB = "AWS_CLASS_WEB";

/** Where a class runs. */
export interface AwsPlace {
  readonly region: string;
  /** An emulator's variables (`Emulator.env`). @default none: AWS itself */
  readonly env?: Readonly<Record<string, string>>;
  /** The stack's own credentials. @default the emulator's; on AWS the SDK's default */
  readonly credentials?: ClientOptions["credentials"];
  /** How long a client waits for an answer before it retries. @default 20 seconds; less in tests */
  readonly answerMs?: number;
  /** Added to the SDK's user agent in requests. @default nothing */
  readonly userAgent?: string;
}

/** The SDK's clients for a class, on AWS or on the emulator. */
export class Aws {
  readonly region: string;
  /** The emulator's address; undefined on AWS. */
  readonly endpoint: string | undefined;
  /** The HTTP proxy through which an emulated AWS's host names answer; undefined on AWS, and where no proxy is running. */
  readonly web: string | undefined;
  readonly #options: Omit<ClientOptions, "region">;
  readonly #clients = new Map<string, Promise<unknown>>();

  constructor({ region, env, credentials, answerMs = ANSWER_MS, userAgent }: AwsPlace) {
    this.region = region;
    this.endpoint = env?.AWS_ENDPOINT_URL;
    this.web = env?.[WEB];
    this.#options = {
      // A bucket's name is not a host name of an emulator.
      forcePathStyle: env !== undefined,
      requestHandler: {
        connectionTimeout: CONNECTION_MS,
        requestTimeout: answerMs,
        throwOnRequestTimeout: true, // otherwise the SDK only logs a warning
      },
      ...(env && {
        endpoint: env.AWS_ENDPOINT_URL ?? "",
        credentials: {
          accessKeyId: env.AWS_ACCESS_KEY_ID ?? "",
          secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "",
        },
      }),
      ...(credentials && { credentials }),
      ...(userAgent !== undefined && { customUserAgent: userAgent }),
    };
  }

  /** A service's client, the same one on each call. @param region @default the class's */
  client<C>({ name, global = false, load }: ServiceClient<C>, region = this.region): Promise<C> {
    const where = global ? GLOBAL_REGION : region;
    const key = `${name} ${where}`;
    const client =
      this.#clients.get(key) ?? Promise.resolve(load({ ...this.#options, region: where }));
    this.#clients.set(key, client);
    return client as Promise<C>;
  }
}
