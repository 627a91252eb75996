import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { serverStack } from "../kit/server/server-stack.ts";
import { instanceType } from "../contract/settings.ts";

export const cloudformationEc2 = defineLab({
  id: "cloudformation-ec2",
  title: { ko: "Cloud Formation: EC2 stack 생성", en: "A server by CloudFormation" },
  teaches:
    "Read a CloudFormation template, and tell its parameters, conditions, resources and outputs apart. Create a stack " +
    "from it, follow its events, and find each resource of the template in the account.",
  settings: z.strictObject({ instanceType: instanceType().default("t3.micro") }),
  build(context, { instanceType }) {
    const { name, outputs } = serverStack(context, "ec2.template", instanceType);
    return {
      stackName: name,
      instanceId: outputs.apply((of) => of.InstanceId),
      publicIp: outputs.apply((of) => of.PublicIp),
      events: pulumi.interpolate`aws cloudformation describe-stack-events --stack-name ${name}`,
      resources: pulumi.interpolate`aws cloudformation list-stack-resources --stack-name ${name}`,
    };
  },
});
