import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { address, command, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { serverStack, stackOutput } from "../kit/server/server-stack.ts";

export const cloudformationEc2 = defineLab({
  id: "cloudformation-ec2",
  title: { ko: "CloudFormation: EC2 스택 생성", en: "A server by CloudFormation" },
  teaches: {
    en:
      "Read a CloudFormation template, and distinguish its parameters, conditions, resources and outputs. Create a stack " +
      "from it, follow its events, and find each resource of the template in the account.",
    ko:
      "CloudFormation 템플릿을 읽고 파라미터, 조건, 리소스, 출력을 구분합니다. 템플릿으로 스택을 생성해 이벤트를 살펴보고, " +
      "템플릿의 각 리소스를 계정에서 찾아봅니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
  }),
  outputs: {
    stackName: value("Stack name", "스택 이름"),
    instanceId: value("Instance ID", "인스턴스 ID"),
    publicIp: address("Public IPv4 address", "퍼블릭 IPv4 주소"),
    events: command("List the stack's events", "스택 이벤트 나열"),
    resources: command("List the stack's resources", "스택 리소스 나열"),
  },
  build(context, { instanceType }) {
    const stack = serverStack(context, "ec2.template", instanceType);
    const { name } = stack;
    return {
      stackName: name,
      instanceId: stackOutput(stack, "InstanceId"),
      publicIp: stackOutput(stack, "PublicIp"),
      events: pulumi.interpolate`aws cloudformation describe-stack-events --stack-name ${name}`,
      resources: pulumi.interpolate`aws cloudformation list-stack-resources --stack-name ${name}`,
    };
  },
});
