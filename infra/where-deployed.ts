import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a class is deployed: commands compare it with the destination of their own calls. */
export interface WhereDeployed {
  /** The account of the provider's own credentials. */
  readonly account: pulumi.Output<string>;
  /** The emulator's endpoint; undefined on AWS. */
  readonly endpoint?: string;
}

/** The account that Pulumi's provider works in, according to AWS. */
export function whereDeployed(env: NodeJS.ProcessEnv = process.env): WhereDeployed {
  const { AWS_ENDPOINT_URL: endpoint } = env;
  return {
    account: aws.getCallerIdentityOutput({}).accountId,
    ...(endpoint && { endpoint }),
  };
}
