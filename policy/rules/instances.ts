import { GROUP } from "../../aws/autoscaling/types.ts";
import { STACK } from "../../aws/cloudformation/types.ts";
import { INSTANCE, LAUNCH_TEMPLATE } from "../../aws/ec2/types.ts";
import { ENVIRONMENT } from "../../aws/elasticbeanstalk/types.ts";
import { INSTANCE as DB_INSTANCE } from "../../aws/rds/types.ts";
import { aboveLimits } from "../limits.ts";
import type { Resource } from "../resource.ts";
import { ON_AWS, type ResourceRule, type StackRule } from "../rule.ts";
import { at, listOf, numberOf, textsOf } from "../values.ts";

const COST_CONTROLS = {
  name: "AWS Well-Architected COST02-BP05",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/cost_govern_usage_controls.html",
};

export const instanceType: ResourceRule = {
  id: "instance-type",
  why: "One typo in an instance type can cost more in a night than the class in a month.",
  source: COST_CONTROLS,
  fix: "choose a smaller type; class:policyLimits sets the allowed families and sizes",
  level: ON_AWS,
  check: ({ type, props }, { limits }) =>
    instanceTypes(type, props).flatMap((name) => aboveLimits(name, limits)?.message ?? []),
};

function instanceTypes(type: string, props: Resource["props"]): string[] {
  switch (type) {
    case INSTANCE:
    case "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
    case LAUNCH_TEMPLATE:
    case "aws:ec2/launchConfiguration:LaunchConfiguration":
      return textsOf(props.instanceType);
    case GROUP:
      return listOf(at(props.mixedInstancesPolicy, "launchTemplate", "overrides")).flatMap((each) =>
        textsOf(at(each, "instanceType")),
      );
    case ENVIRONMENT:
      return listOf(props.settings)
        .filter((setting) => /^InstanceTypes?$/.test(String(at(setting, "name"))))
        .flatMap((setting) => textsOf(at(setting, "value")))
        .flatMap((types) => types.split(","));
    case STACK:
      return textsOf(at(props.parameters, "InstanceType"));
    case DB_INSTANCE:
    case "aws:rds/clusterInstance:ClusterInstance":
      return textsOf(props.instanceClass);
    default:
      return [];
  }
}

export const instanceCount: StackRule = {
  id: "instance-count",
  why: "It stops a faulty loop or scaling policy before it reaches the account's quota and the bill.",
  source: COST_CONTROLS,
  fix: "switch labs off, or raise instances in class:policyLimits",
  level: ON_AWS,
  checkStack(stack, { limits }) {
    const count = stack.resources.reduce((sum, resource) => sum + servers(resource), 0);
    const message = `up to ${count} servers; ${limits.instances} are allowed`;
    return count > limits.instances ? [{ message }] : [];
  },
};

/** How many servers a resource may launch. In a CloudFormation template, only the parameter shows them. */
function servers({ type, props }: Resource): number {
  switch (type) {
    case INSTANCE:
    case "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
      return 1;
    case GROUP:
      return typeof props.maxSize === "number" ? props.maxSize : 0;
    case ENVIRONMENT:
      return beanstalkServers(props.settings);
    case STACK:
      return at(props.parameters, "InstanceType") === undefined ? 0 : 1;
    default:
      return 0;
  }
}

/** The maximum in the environment's settings; one without such a setting. */
function beanstalkServers(settings: unknown): number {
  const most = listOf(settings).find((setting) => at(setting, "name") === "MaxSize");
  return numberOf(at(most, "value")) || 1;
}
