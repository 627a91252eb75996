import type { Instance } from "@aws-sdk/client-ec2";
import type { Connection, ServerVisit } from "./connection.ts";

/** What runs on servers in place of that which their user data leaves. */
export interface Programs {
  /** @returns what answers at the web port of a server; undefined for one without such a program */
  on(region: string, instance: Instance): ((visit: ServerVisit) => Promise<Connection>) | undefined;
}
