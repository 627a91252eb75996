import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const CLASSIC_LOAD_BALANCER = "aws:elb/loadBalancer:LoadBalancer";
export const LISTENER = "aws:lb/listener:Listener";
export const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
export const TARGET_GROUP_ATTACHMENT = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

export const types: ServiceTypes = {
  [LOAD_BALANCER]: { cloudFormation: "AWS::ElasticLoadBalancingV2::LoadBalancer" },
  [CLASSIC_LOAD_BALANCER]: {},
  ...partsOf(LOAD_BALANCER, [LISTENER, LISTENER_RULE]),
  [TARGET_GROUP]: {},
  [TARGET_GROUP_ATTACHMENT]: { partOf: TARGET_GROUP },
};
