import { type Precheck, refusal } from "../contract/precheck.ts";
import { tagList } from "../contract/trial.ts";
import { serviceRoleGate } from "../iam/service-role.ts";
import { trialNetwork } from "../vpc/trial-network.ts";
import { elbClient } from "./client.ts";
import { LOAD_BALANCER } from "./types.ts";

const FIX =
  "open a case with AWS Support (Account and billing, no support plan needed): ask to enable Elastic Load Balancing for the account; it takes hours to days";

/** New accounts get: "This AWS account currently does not support creating load balancers." */
const NOT_ENABLED = /OperationNotPermitted|not support creating load balancers/;

const enabled: Precheck = {
  what: "load balancers may be created",
  types: [LOAD_BALANCER],
  awsOnly: true,
  async ask({ place }) {
    const elb = await place.client(elbClient);
    const { LoadBalancers = [] } = await elb.describeLoadBalancers({ PageSize: 1 });
    if (LoadBalancers.length > 0)
      return [{ verdict: "ok", seen: "the account has a load balancer in this region" }];
    return [
      {
        verdict: "unknown",
        seen: "AWS shows it only when one is created, and new accounts may not create one",
        fix: "to create one and delete it: npm run class -- preflight --try",
      },
    ];
  },
  async attempt({ place }, trial) {
    const { subnetIds } = await trialNetwork(place, trial);
    const elb = await place.client(elbClient);
    trial.making(`load balancer ${trial.name}`, async () => {
      const { LoadBalancers = [] } = await elb.describeLoadBalancers({ Names: [trial.name] });
      for (const { LoadBalancerArn } of LoadBalancers)
        await elb.deleteLoadBalancer({ LoadBalancerArn });
      return LoadBalancers.length > 0;
    });
    try {
      await elb.createLoadBalancer({
        Name: trial.name,
        Scheme: "internal",
        Subnets: [...subnetIds],
        Tags: tagList(trial.tags),
      });
      return { verdict: "ok", seen: "created one and removed it" };
    } catch (error) {
      const reason = refusal(error, NOT_ENABLED);
      if (reason === undefined) throw error;
      return { verdict: "fail", seen: reason, fix: FIX };
    }
  },
};

export const gates: readonly Precheck[] = [
  enabled,
  serviceRoleGate({
    name: "Elastic Load Balancing",
    service: "elasticloadbalancing.amazonaws.com",
    role: "AWSServiceRoleForElasticLoadBalancing",
    types: [LOAD_BALANCER],
  }),
];
