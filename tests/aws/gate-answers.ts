/**
 * What AWS answers at its gates, once as it lets a class through and once as it does not: written from AWS's service
 * models and documents. Nobody here has seen an account that answers so.
 */
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { type Fakes, refuses } from "../support/fake-place.ts";

export interface GateCase {
  readonly green: Fakes;
  readonly red: Fakes;
  /** What a try is answered, where asking alone tells nothing. */
  readonly tried?: { readonly green: Fakes; readonly red: Fakes };
  /** What the class has. @default one resource of the gate's first type */
  readonly resources?: readonly PricedResource[];
}

const role = (name: string): Pick<GateCase, "green" | "red"> => ({
  green: { iam: { getRole: () => ({ Role: { RoleName: name } }) } },
  red: {
    iam: {
      getRole: refuses("NoSuchEntityException", `The role with name ${name} cannot be found.`, 404),
    },
  },
});

const ACCOUNT = {
  describeSecurityGroups: () => ({ SecurityGroups: [{ OwnerId: "123456789012" }] }),
};
const STS = { getCallerIdentity: () => ({ Account: "123456789012", account: "123456789012" }) };

const SUBNETS = {
  describeSubnets: () => ({ Subnets: [{ SubnetId: "subnet-1" }, { SubnetId: "subnet-2" }] }),
};

const REGION = { describeRegions: () => ({ Regions: [{ OptInStatus: "opt-in-not-required" }] }) };

const NO_SERVERS = { ...REGION, describeInstances: () => ({ Reservations: [] }) };
const IMAGE = { getParameter: () => ({ Parameter: { Value: "ami-0123456789abcdef0" } }) };

const resource = (type: string, props: PricedResource["props"]): PricedResource => ({
  type,
  name: "its",
  lab: "static-site",
  props,
});

export const GATE_ANSWERS: Readonly<Record<string, GateCase>> = {
  "service-linked role of Auto Scaling exists": role("AWSServiceRoleForAutoScaling"),
  "service-linked role of Amazon EFS exists": role("AWSServiceRoleForAmazonElasticFileSystem"),
  "service-linked role of Amazon RDS exists": role("AWSServiceRoleForRDS"),
  "service-linked role of Elastic Load Balancing exists": role(
    "AWSServiceRoleForElasticLoadBalancing",
  ),
  "IAM users and roles have access to billing": {
    green: { ec2: ACCOUNT, sts: STS, budgets: { describeBudgets: () => ({ Budgets: [] }) } },
    red: {
      ec2: ACCOUNT,
      sts: STS,
      budgets: {
        describeBudgets: refuses(
          "AccessDeniedException",
          "Account 123456789012 is not allowed to access billing: activate IAM access",
        ),
      },
    },
  },
  "the account is on the Paid Plan": {
    resources: [resource("aws:ec2/instance:Instance", { instanceType: "m5.large" })],
    green: {
      freetier: {
        getAccountPlanState: () => ({
          accountId: "123456789012",
          accountPlanType: "PAID",
          accountPlanStatus: "NOT_STARTED",
        }),
      },
    },
    red: {
      freetier: {
        getAccountPlanState: () => ({
          accountId: "123456789012",
          accountPlanType: "FREE",
          accountPlanStatus: "ACTIVE",
          accountPlanRemainingCredits: { amount: 100, unit: "USD" },
          accountPlanExpirationDate: "2027-05-01T00:00:00Z",
        }),
      },
    },
  },
  "the account allows public buckets": {
    resources: [
      resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
        blockPublicPolicy: false,
      }),
    ],
    green: {
      ec2: ACCOUNT,
      sts: STS,
      s3control: {
        getPublicAccessBlock: refuses("NoSuchPublicAccessBlockConfiguration", "none", 404),
      },
    },
    red: {
      ec2: ACCOUNT,
      sts: STS,
      s3control: {
        getPublicAccessBlock: () => ({
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
        }),
      },
    },
  },
  "servers may be launched": {
    green: {
      ec2: { ...REGION, describeInstances: () => ({ Reservations: [{ Instances: [{}] }] }) },
    },
    red: { ec2: { describeRegions: () => ({ Regions: [{ OptInStatus: "not-opted-in" }] }) } },
    tried: {
      green: {
        ssm: IMAGE,
        ec2: { ...SUBNETS, ...NO_SERVERS, runInstances: () => ({ Instances: [{}] }) },
      },
      red: {
        ssm: IMAGE,
        ec2: {
          ...SUBNETS,
          ...NO_SERVERS,
          runInstances: refuses(
            "PendingVerification",
            "Your request for accessing resources in this region is being validated, and you will not be able to launch additional resources in this region until the validation is complete.",
          ),
        },
      },
    },
  },
  "load balancers may be created": {
    green: { elb: { describeLoadBalancers: () => ({ LoadBalancers: [{}] }) } },
    red: { elb: { describeLoadBalancers: () => ({ LoadBalancers: [] }) } },
    tried: {
      green: {
        ec2: SUBNETS,
        elb: {
          createLoadBalancer: () => ({ LoadBalancers: [{}] }),
          describeLoadBalancers: refuses("LoadBalancerNotFoundException"),
        },
      },
      red: {
        ec2: SUBNETS,
        elb: {
          createLoadBalancer: refuses(
            "OperationNotPermittedException",
            "This AWS account currently does not support creating load balancers. For more information, please contact AWS Support.",
          ),
          describeLoadBalancers: refuses("LoadBalancerNotFoundException"),
        },
      },
    },
  },
  "the account is verified for CloudFront": {
    green: { cloudfront: { listDistributions: () => ({ DistributionList: { Items: [{}] } }) } },
    red: { cloudfront: { listDistributions: () => ({ DistributionList: { Quantity: 0 } }) } },
    tried: {
      green: {
        cloudfront: {
          createDistributionWithTags: () => ({ Distribution: {} }),
          paginateListDistributions: () => ({ DistributionList: { Quantity: 0 } }),
        },
      },
      red: {
        cloudfront: {
          createDistributionWithTags: refuses(
            "AccessDenied",
            "Your account must be verified before you can add new CloudFront resources. To verify your account, please contact AWS Support.",
            403,
          ),
          paginateListDistributions: () => ({ DistributionList: { Quantity: 0 } }),
        },
      },
    },
  },
};

/** Gates that asking alone never shows to be shut. */
export const ONLY_TRIED = [
  "load balancers may be created",
  "the account is verified for CloudFront",
];
