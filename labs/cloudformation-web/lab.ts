import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { matching } from "../contract/text-setting.ts";
import { serverStack, stackOutput } from "../kit/server/server-stack.ts";

export const cloudformationWeb = defineLab({
  id: "cloudformation-web",
  title: { ko: "CloudFormation: 웹 서버 스택 생성", en: "A web server by CloudFormation" },
  teaches: {
    en:
      "Use a template that installs Apache and writes its page with cfn-init, in a stack that waits until the server " +
      "signals that it is ready. Change a parameter, and predict what CloudFormation updates and what it replaces.",
    ko:
      "cfn-init으로 Apache를 설치하고 페이지를 작성하는 템플릿을 사용하며, 서버가 준비 신호를 보낼 때까지 스택이 기다리게 " +
      "합니다. 파라미터를 변경하기 전에 CloudFormation이 무엇을 업데이트하고 무엇을 교체할지 예측합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    pageTitle: matching(/^[^<>&]{1,40}$/, {
      reason: "not a valid title: 1 to 40 characters without < > &",
      fix: "write a short text such as It works!",
    })
      .default("It works!")
      .meta({
        description: "Title of the web page.",
        ko: "웹 페이지의 제목.",
      }),
  }),
  outputs: {
    stackName: value("Stack name", "스택 이름"),
    url: link("Web page", "웹 페이지"),
    instanceId: value("Instance ID", "인스턴스 ID"),
    events: command("List the stack's events", "스택 이벤트 나열"),
    resources: command("List the stack's resources", "스택 리소스 나열"),
  },
  build(context, { instanceType, pageTitle: Title }) {
    const stack = serverStack(context, "web.template", instanceType, { Title });
    const { name } = stack;
    return {
      stackName: name,
      url: stackOutput(stack, "Url"),
      instanceId: stackOutput(stack, "InstanceId"),
      events: pulumi.interpolate`aws cloudformation describe-stack-events --stack-name ${name}`,
      resources: pulumi.interpolate`aws cloudformation list-stack-resources --stack-name ${name}`,
    };
  },
});
