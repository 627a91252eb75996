import type { WebAnswer, WebRequest } from "../answerer.ts";

/** A server: an EC2 instance of the emulated account. */
export interface ServerId {
  readonly region: string;
  readonly instanceId: string;
}

/** The source of a connection to a server: the internet, which reaches its public address, or its network. */
export type Source = "internet" | InsideSource;

/** An internet address from a documentation block: only rules that allow everybody allow it. */
export const STRANGER = "192.0.2.1";

/** A load balancer or another server, which reaches a server's private address. */
export interface InsideSource {
  readonly vpcId: string;
  readonly subnetId: string;
  /** Its own private address. */
  readonly address: string;
  /** Its own security groups: rules name them as sources. */
  readonly securityGroupIds: readonly string[];
}

/** A request to a server's port. */
export type ServerVisit = Pick<
  WebRequest,
  "method" | "path" | "query" | "headers" | "body" | "gone"
>;

/** The result of a connection to a server. This code does not wait for time-outs; callers that show the result may. */
export type Connection =
  | { readonly how: "answered"; readonly answer: WebAnswer }
  /** The server is reachable, but no program listens on the port. */
  | { readonly how: "refused"; readonly reason: string }
  /** A security group or a route blocks it, or the server is not running. */
  | { readonly how: "timed out"; readonly reason: string }
  /** On AWS it might answer, but this machine cannot run it. */
  | { readonly how: "not here"; readonly reason: string };
