import { z } from "zod";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { webPage } from "../kit/web/web-page.ts";

export const loadBalancer = defineLab({
  id: "load-balancer",
  title: { ko: "로드 밸런서(ELB) 생성, 고정 세션", en: "A load balancer" },
  teaches: {
    en:
      "Put two web servers behind an Application Load Balancer and watch the requests alternate between them. Keep a " +
      "visitor on one server for a while (sticky session), and see a stopped server leave the rotation.",
    ko:
      "웹 서버 두 대를 Application Load Balancer 뒤에 두고 요청이 번갈아 전달되는 것을 확인합니다. " +
      "고정 세션(sticky session)으로 방문자를 일정 시간 한 서버에 유지하고, 중지한 서버로는 요청이 더 이상 가지 않는 것을 봅니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    stickinessSeconds: z.int().min(1).max(604_800).optional().meta({
      description: "Duration of sticky sessions in seconds; without it, sessions are not sticky.",
      ko: "고정 세션의 지속 시간(초). 생략하면 고정 세션을 사용하지 않습니다.",
    }),
    healthCheckIntervalSeconds: z.int().min(6).max(300).default(10).meta({
      description: "Time between two health checks of a server, in seconds.",
      ko: "서버의 상태 확인 간격(초).",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    pages: value("Page title by server", "서버별 페이지 제목"),
    instanceIds: value("Instance IDs", "인스턴스 ID"),
    targetGroupArns: value("Target group ARN", "대상 그룹 ARN"),
  },
  build({ parent, name, network, tags }, { healthCheckIntervalSeconds, ...settings }) {
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const titles = { "1": "EC2-1", "2": "EC2-2" };
    const pages = { "1": webPage(titles[1], "#0b5394"), "2": webPage(titles[2], "#38761d") };
    const tier = new WebTier(
      name,
      {
        ...settings,
        vpcId,
        subnetIds,
        healthCheck: { intervalSeconds: healthCheckIntervalSeconds },
        fleet: { kind: "instances", pages },
        tags,
      },
      { parent },
    );
    const { url, instanceIds, targetGroupArns } = tier;
    return { url, pages: titles, instanceIds, targetGroupArns };
  },
});
