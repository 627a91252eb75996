import { snsClient } from "../../../aws/sns/client.ts";
import type { Check } from "../../contract/check.ts";
import { expect, needsAws } from "../../contract/outcome.ts";

/** Alarms and other events of a lab that has a topic reach the class's `email`. */
export const topicHasReader: Check = {
  name: "the topic has a reader, who has confirmed",
  hint: "click the link in the mail of AWS Notifications (it may lie in the spam folder); the topic's page in the SNS console sends it again",
  async run(subject) {
    const { lab, aws, config } = subject;
    const [topic] = lab.all("aws:sns/topic:Topic");
    if (!topic) return "the lab has no topic: notifications are off";
    if (config.email === undefined) return "nobody: class:email is not set";
    const sns = await aws.client(snsClient);
    const { Subscriptions = [] } = await sns.listSubscriptionsByTopic({ TopicArn: topic.id });
    const own = Subscriptions.find(({ Endpoint }) => Endpoint === config.email);
    expect(own, `${config.email} is not subscribed to ${topic.id}`);
    needsAws(subject, "sends no mail that could be confirmed");
    const { SubscriptionArn = "" } = own;
    expect(SubscriptionArn.startsWith("arn:"), `${config.email} has not confirmed`);
    return config.email;
  },
};
