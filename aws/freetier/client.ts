import type { ServiceClient } from "../clients.ts";
import { signedHeaders } from "../sts/signature.ts";

/** An account's plan: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_freetier_GetAccountPlanState.html */
export interface AccountPlan {
  readonly accountPlanType?: string;
  readonly accountPlanStatus?: string;
  readonly accountPlanExpirationDate?: string | number;
}

export interface FreeTier {
  getAccountPlanState(): Promise<AccountPlan>;
}

const HOST = "freetier.us-east-1.api.aws";
const REGION = "us-east-1";

/** An error that AWS returned, named as by AWS's own clients. */
export class FreeTierError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

/** How long to wait for AWS's answer. */
const ANSWER_MS = 10_000;

/** Makes the one call that we need itself: not every package registry has the SDK's client for AWS Free Tier. */
export const freeTierClient: ServiceClient<FreeTier> = {
  name: "freetier",
  global: true,
  load: ({ credentials }) =>
    Promise.resolve({
      async getAccountPlanState() {
        if (credentials === undefined) throw new Error("Free Tier is called without credentials");
        const keys = typeof credentials === "function" ? await credentials() : credentials;
        const post = {
          url: new URL(`https://${HOST}/`),
          body: "{}",
          contentType: "application/x-amz-json-1.0",
          target: "AWSFreeTierService.GetAccountPlanState",
        };
        const headers = signedHeaders({
          ...post,
          region: REGION,
          service: "freetier",
          keys,
          now: new Date(),
        });
        const signal = AbortSignal.timeout(ANSWER_MS);
        const answer = await fetch(post.url, { method: "POST", headers, body: post.body, signal });
        return planIn(answer.status, await answer.text());
      },
    }),
};

/** Parses the plan in AWS's answer. @throws FreeTierError when AWS returned an error */
export function planIn(status: number, text: string): AccountPlan {
  if (status === 200) return JSON.parse(text) as AccountPlan;
  // {"__type":"com.amazonaws.freetier#AccessDeniedException","message":"..."}
  const { type, message } = refusalIn(text);
  throw new FreeTierError(type, message, status);
}

function refusalIn(text: string): { readonly type: string; readonly message: string } {
  try {
    const answer = JSON.parse(text) as { __type?: string; message?: string; Message?: string };
    const type = answer.__type?.split("#").pop() ?? "UnknownError";
    return { type, message: answer.message ?? answer.Message ?? "" };
  } catch {
    return { type: "UnknownError", message: text.slice(0, 200) };
  }
}
