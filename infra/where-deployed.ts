import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Where a class is deployed: commands compare it with where their own calls go. */
export interface WhereDeployed {
  /** The account of the provider's own credentials. */
  readonly account: pulumi.Output<string>;
  /** The emulator in the place of AWS; left out on AWS. */
  readonly endpoint?: string;
}

/** The account that Pulumi's provider works in, as AWS names it. */
export function whereDeployed(env: NodeJS.ProcessEnv = process.env): WhereDeployed {
  const { AWS_ENDPOINT_URL: endpoint } = env;
  return {
    account: aws.getCallerIdentityOutput({}).accountId,
    ...(endpoint && { endpoint }),
  };
}
