import type { ServiceClient } from "../clients.ts";
import { signedHeaders } from "../sts/signature.ts";

/** A part of an event: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html */
export interface TrailEvent {
  readonly EventName?: string;
  /** Seconds since 1970. */
  readonly EventTime?: number;
  readonly Username?: string;
  /** The call's parameters and its answer, as JSON. */
  readonly CloudTrailEvent?: string;
}

/** Events, the newest first. */
export interface TrailEvents {
  readonly Events?: readonly TrailEvent[];
  /** Set when there are more events. */
  readonly NextToken?: string;
}

export interface CloudTrail {
  /**
   * Looks up the management events of the last 90 days about a resource; free and read-only. @throws when AWS does not answer
   * in time
   */
  lookupEvents(asked: { readonly name: string; readonly limitMs: number }): Promise<TrailEvents>;
}

/** The most events that AWS returns in one answer. */
const PAGE = 50;

/** Signs one read-only call itself: the SDK's client would be one more dependency. */
export const cloudTrailClient: ServiceClient<CloudTrail> = {
  name: "cloudtrail",
  load: ({ credentials, endpoint, region }) =>
    Promise.resolve({
      async lookupEvents({ name, limitMs }) {
        if (credentials === undefined) throw new Error("CloudTrail is called without credentials");
        const keys = typeof credentials === "function" ? await credentials() : credentials;
        const address =
          typeof endpoint === "string" ? endpoint : `https://cloudtrail.${region}.amazonaws.com`;
        const post = {
          url: new URL("/", address),
          body: JSON.stringify({
            LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: name }],
            MaxResults: PAGE,
          }),
          contentType: "application/x-amz-json-1.1",
          target: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
        };
        const signed = { ...post, region, service: "cloudtrail", keys, now: new Date() };
        const answer = await fetch(post.url, {
          ...{ method: "POST", body: post.body, headers: signedHeaders(signed) },
          signal: AbortSignal.timeout(limitMs),
        });
        if (!answer.ok) throw new Error(`CloudTrail answers with ${answer.status}`);
        return (await answer.json()) as TrailEvents;
      },
    }),
};
