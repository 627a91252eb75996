import type { S3ClientConfig } from "@aws-sdk/client-s3";

/** What every client is made with. */
export type ClientOptions = Pick<
  S3ClientConfig,
  "endpoint" | "credentials" | "profile" | "requestHandler" | "customUserAgent"
> & {
  readonly region: string;
  readonly forcePathStyle: boolean;
};

/** How the client of a service is made: `client.ts` of its folder. */
export interface ServiceClient<C> {
  /** The service's folder. */
  readonly name: string;
  /** Whether the service answers for the whole world, in one region. @default false */
  readonly global?: boolean;
  /** Loads the SDK's client when it is asked for: all of them take seconds, a command needs a few. */
  readonly load: (options: ClientOptions) => Promise<C>;
}

const GLOBAL_REGION = "us-east-1";

/** How long a client waits for a connection, and for an answer, before it tries again. */
const CONNECTION_MS = 5000;
const ANSWER_MS = 20_000;

/** The variable of an emulator's that names the proxy to its host names. */
export const WEB = "AWS_CLASS_WEB";

/** Where a class runs. */
export interface AwsPlace {
  readonly region: string;
  /** An emulator's variables (`Emulator.env`). @default AWS itself */
  readonly env?: Readonly<Record<string, string>>;
  /** The stack's own. @default the emulator's; on AWS what the SDK finds */
  readonly credentials?: ClientOptions["credentials"];
  /** How long a client waits for an answer before it tries again. @default 20 seconds; less in tests */
  readonly answerMs?: number;
  /** What requests say of who sends them, beside the SDK's name. @default nothing */
  readonly userAgent?: string;
}

/** AWS's own clients for a class, on AWS or on the emulator. */
export class Aws {
  readonly region: string;
  /** The emulator's address; undefined on AWS. */
  readonly endpoint: string | undefined;
  /** Where the host names of an emulated AWS answer, an HTTP proxy; undefined on AWS, and where nothing answers. */
  readonly web: string | undefined;
  readonly #options: Omit<ClientOptions, "region">;
  readonly #clients = new Map<string, Promise<unknown>>();

  constructor({ region, env, credentials, answerMs = ANSWER_MS, userAgent }: AwsPlace) {
    this.region = region;
    this.endpoint = env?.AWS_ENDPOINT_URL;
    this.web = env?.[WEB];
    this.#options = {
      // A bucket's name is no host name of an emulator.
      forcePathStyle: env !== undefined,
      requestHandler: {
        connectionTimeout: CONNECTION_MS,
        requestTimeout: answerMs,
        throwOnRequestTimeout: true, // else it is only warned of
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

  /** A service's client, the same one each time. @param region @default the class's */
  client<C>({ name, global = false, load }: ServiceClient<C>, region = this.region): Promise<C> {
    const where = global ? GLOBAL_REGION : region;
    const key = `${name} ${where}`;
    const client = this.#clients.get(key) ?? load({ ...this.#options, region: where });
    this.#clients.set(key, client);
    return client as Promise<C>;
  }
}
