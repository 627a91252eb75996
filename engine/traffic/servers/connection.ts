import type { WebAnswer, WebRequest } from "../answerer.ts";

/** A server: an EC2 instance of the emulated account. */
export interface ServerId {
  readonly region: string;
  readonly instanceId: string;
}

/** Where a connection to a server comes from: a stranger on the internet, who reaches its public address, or a network's own. */
export type Source = "internet" | InsideSource;

/** A load balancer or another server, which reaches a server's private address. */
export interface InsideSource {
  readonly vpcId: string;
  /** Its own private address. */
  readonly address: string;
  /** Its own security groups: rules name them as sources. */
  readonly securityGroupIds: readonly string[];
}

/** What arrives at a server's port. */
export type ServerVisit = Pick<WebRequest, "method" | "path" | "query" | "headers">;

/** What becomes of a connection to a server. Nobody waits for a time-out here: who shows it to somebody lets time pass. */
export type Connection =
  | { readonly how: "answered"; readonly answer: WebAnswer }
  /** The server runs and is reached, and no program listens at the port. */
  | { readonly how: "refused"; readonly reason: string }
  /** A security group or a route closes the way, or the server does not run. */
  | { readonly how: "timed out"; readonly reason: string }
  /** On AWS it might answer; this machine cannot run it. */
  | { readonly how: "not here"; readonly reason: string };
