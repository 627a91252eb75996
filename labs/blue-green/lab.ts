import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { versionName } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

export const blueGreen = defineLab({
  id: "blue-green",
  title: { ko: "블루/그린 배포", en: "Blue/green deployment" },
  teaches: {
    en:
      "Run the old and the new version side by side, each in an Auto Scaling group, and move the visitors over at the " +
      "load balancer: all at once with `live`, or step by step with `greenWeight`. Roll back by undoing that one setting.",
    ko:
      "이전 버전과 새 버전을 각각 Auto Scaling 그룹에서 나란히 실행하고, 로드 밸런서에서 방문자를 새 버전으로 옮깁니다. " +
      "`live`로 한 번에 옮기거나 `greenWeight`로 조금씩 옮길 수 있습니다. 그 설정 하나만 되돌리면 롤백됩니다.",
  },
  settings: z.strictObject({
    live: z.enum(["blue", "green"]).default("blue").meta({
      description: "Color that gets all requests, unless greenWeight is set.",
      ko: "모든 요청을 받는 색. greenWeight를 설정하면 사용하지 않습니다.",
    }),
    greenWeight: z.int().min(0).max(100).optional().meta({
      description: "Share of the requests that green gets, in percent; without it, live decides.",
      ko: "그린이 받는 요청의 비율(%). 생략하면 live를 따릅니다.",
    }),
    blueVersion: versionName().default("v1").meta({
      description: "Version of blue's page.",
      ko: "블루의 페이지 버전.",
    }),
    greenVersion: versionName().default("v2").meta({
      description: "Version of green's page.",
      ko: "그린의 페이지 버전.",
    }),
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    serversPerColor: z.int().min(1).max(5).default(1).meta({
      description: "Number of servers of each color.",
      ko: "색마다 실행하는 서버 수.",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    share: value("Share of requests and version by color", "색별 요청 비율과 버전"),
    groupNames: value("Auto Scaling groups", "Auto Scaling 그룹"),
    targetGroupArns: value("Target group ARNs", "대상 그룹 ARN"),
    listenerArn: value("Listener ARN", "리스너 ARN"),
    weights: command("Show the listener's weights", "리스너의 가중치 보기"),
  },
  build({ parent, name, network, tags }, settings) {
    const { live, greenWeight, blueVersion, greenVersion, serversPerColor } = settings;
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const color = (version: string, background: string) => ({
      page: webPage(version, background),
      min: serversPerColor,
    });
    const tier = new WebTier(
      name,
      {
        vpcId,
        subnetIds,
        instanceType: settings.instanceType,
        fleet: {
          kind: "blueGreen",
          live,
          ...(greenWeight !== undefined && { greenWeight }),
          blue: color(blueVersion, "#0b5394"),
          green: color(greenVersion, "#38761d"),
        },
        tags,
      },
      { parent },
    );
    const green = greenWeight ?? (live === "green" ? 100 : 0);
    return {
      url: tier.url,
      share: { blue: `${100 - green} %, ${blueVersion}`, green: `${green} %, ${greenVersion}` },
      groupNames: tier.groupNames,
      targetGroupArns: tier.targetGroupArns,
      listenerArn: tier.listenerArn,
      weights: pulumi.interpolate`aws elbv2 describe-listeners --listener-arns ${tier.listenerArn} --query 'Listeners[].DefaultActions[].ForwardConfig.TargetGroups'`,
    };
  },
});
