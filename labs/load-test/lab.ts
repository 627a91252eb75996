import { z } from "zod";
import type { ClassSettings } from "../contract/class-settings.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";

/** Limited: enough to put load on a class's servers, too little to harm others. */
const settings = z
  .strictObject({
    users: z.int().min(1).max(2000).default(400).meta({
      description: "Total number of requests, one per user.",
      ko: "전체 요청 수. 사용자마다 한 번 요청합니다.",
    }),
    concurrency: z.int().min(1).max(500).default(200).meta({
      description: "Number of requests at the same time, at most the value of users.",
      ko: "동시에 보내는 요청 수. users 이하로 설정합니다.",
    }),
    maxSeconds: z.int().min(5).max(300).default(60).meta({
      description: "Time limit of the test, in seconds.",
      ko: "테스트의 제한 시간(초).",
    }),
  })
  .check(({ value: { users, concurrency }, issues }) => {
    if (concurrency <= users) return;
    const params = { fix: `write ${users} or less, or raise users` };
    const message = `${users} users cannot make ${concurrency} requests at once`;
    issues.push({ code: "custom", path: ["concurrency"], message, params, input: concurrency });
  });

export const loadTest = defineLab({
  id: "load-test",
  title: { ko: "동시 접속 부하 테스트", en: "A load test" },
  teaches: {
    en:
      "Send 400 users to the site, 200 at the same time, and read how long the slowest of them wait. See how often each " +
      "server has answered, and compare the results before and after a server is stopped or Auto Scaling adds one.",
    ko:
      "사용자 400명, 동시에 200명을 사이트로 보내고 가장 느린 사용자가 얼마나 기다리는지 확인합니다. " +
      "서버마다 몇 번 응답했는지 보고, 서버를 중지하거나 Auto Scaling이 서버를 추가하기 전과 후의 결과를 비교합니다.",
  },
  settings,
  outputs: {
    users: value("Users", "사용자 수"),
    concurrency: value("Concurrent users", "동시 사용자 수"),
    maxSeconds: value("Time limit (seconds)", "제한 시간(초)"),
    command: command("Run the load test", "부하 테스트 실행"),
  },
  needs: ({ labSettings }) =>
    hasUrl(labSettings)
      ? []
      : [
          {
            key: "class:labs.load-test",
            value: undefined,
            reason: "there is no site to test",
            fix: "switch load-balancer on, or auto-scaling with loadBalancer: true",
          },
        ],
  build({ config }, limits) {
    return { ...limits, command: `npm run class -- load-test --stack ${config.stack}` };
  },
});

/** Whether an active lab has a load balancer to test. */
const hasUrl = (on: ClassSettings["labSettings"]): boolean =>
  on["load-balancer"] !== undefined || on["auto-scaling"]?.loadBalancer === true;
