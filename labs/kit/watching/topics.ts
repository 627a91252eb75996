import { snsClient } from "../../../aws/sns/client.ts";
import { TOPIC } from "../../../aws/sns/types.ts";
import type { Check } from "../../contract/check.ts";
import { expect, needsAws } from "../../contract/outcome.ts";

/** Checks that the notifications of a lab's topic are sent to the class's `email`. */
export const topicHasReader: Check = {
  name: {
    en: "the e-mail subscription is confirmed",
    ko: "이메일 구독이 확인되었습니다",
  },
  hint: {
    en: "click the link in the e-mail from AWS Notifications (check the spam folder); the topic's page in the SNS console can send it again",
    ko: "AWS Notifications가 보낸 이메일의 링크를 클릭하세요(스팸함도 확인). SNS 콘솔의 주제 페이지에서 다시 보낼 수 있습니다",
  },
  async run(subject) {
    const { lab, aws, config } = subject;
    const [topic] = lab.all(TOPIC);
    if (!topic) return "the lab has no topic: notifications are off";
    if (config.email === undefined) return "nobody: class:email is not set";
    const sns = await aws.client(snsClient);
    const { Subscriptions = [] } = await sns.listSubscriptionsByTopic({ TopicArn: topic.id });
    const own = Subscriptions.find(({ Endpoint }) => Endpoint === config.email);
    expect(own, `${config.email} is not subscribed to ${topic.id}`);
    needsAws(subject, "sends no e-mail to confirm");
    const { SubscriptionArn = "" } = own;
    expect(
      SubscriptionArn.startsWith("arn:"),
      `${config.email} has not confirmed the subscription`,
    );
    return config.email;
  },
};
