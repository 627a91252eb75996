import { z } from "zod";
import type { ClassSettings } from "../contract/class-settings.ts";
import { defineLab } from "../contract/lab.ts";

/** Bounded: enough to see a class's servers at work, too little to harm anybody else's. */
const settings = z
  .strictObject({
    users: z.int().min(1).max(2000).default(400),
    concurrency: z.int().min(1).max(500).default(200),
    maxSeconds: z.int().min(5).max(300).default(60),
  })
  .check(({ value: { users, concurrency }, issues }) => {
    if (concurrency <= users) return;
    const params = { fix: `write ${users} or less, or more users` };
    const message = `${users} users cannot make ${concurrency} requests at once`;
    issues.push({ code: "custom", path: ["concurrency"], message, params, input: concurrency });
  });

export const loadTest = defineLab({
  id: "load-test",
  title: { ko: "동시접속 스트레스 테스트", en: "A load test" },
  teaches:
    "Send 400 users to the site, 200 at the same time, and read how long the slowest of them wait. See which server " +
    "has answered how often, and compare before and after a server is stopped or Auto Scaling adds one.",
  settings,
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

/** Whether a lab that is on has a load balancer to send requests to. */
const hasUrl = (on: ClassSettings["labSettings"]): boolean =>
  on["load-balancer"] !== undefined || on["auto-scaling"]?.loadBalancer === true;
