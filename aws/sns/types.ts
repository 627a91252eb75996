import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const TOPIC = "aws:sns/topic:Topic";
export const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
export const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

export const types: ServiceTypes = {
  [TOPIC]: {},
  ...partsOf(TOPIC, [TOPIC_POLICY, TOPIC_SUBSCRIPTION]),
};
