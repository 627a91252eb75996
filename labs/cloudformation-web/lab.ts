import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { serverStack } from "../kit/server/server-stack.ts";
import { instanceType, matching } from "../contract/settings.ts";

export const cloudformationWeb = defineLab({
  id: "cloudformation-web",
  title: { ko: "Cloud Formation: 웹서버 stack 생성", en: "A web server by CloudFormation" },
  teaches:
    "Have a template install Apache and write its page with cfn-init, and the stack wait until the server signals that " +
    "it is ready. Change a parameter, and say beforehand what CloudFormation updates and what it replaces.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    pageTitle: matching(/^[^<>&]{1,40}$/, {
      reason: "it is no title of 1 to 40 characters without < > &",
      fix: "write a short text such as It works!",
    }).default("It works!"),
  }),
  build(context, { instanceType, pageTitle: Title }) {
    const { name, outputs } = serverStack(context, "web.template", instanceType, { Title });
    return {
      stackName: name,
      url: outputs.apply((of) => of.Url),
      instanceId: outputs.apply((of) => of.InstanceId),
      events: pulumi.interpolate`aws cloudformation describe-stack-events --stack-name ${name}`,
      resources: pulumi.interpolate`aws cloudformation list-stack-resources --stack-name ${name}`,
    };
  },
});
