import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { countsOf, visit } from "../kit/web/visit.ts";
import { isServed, loadTest } from "./load-driver.ts";
import { NoSiteError, readSite } from "./site.ts";

/** Enough to see every server, and small compared to the real test. */
const FEW = { users: 20, concurrency: 5, maxSeconds: 20 };

const hasSite: Check = {
  name: {
    en: "there is a site to send users to",
    ko: "사용자를 보낼 사이트가 있습니다",
  },
  hint: {
    en: "switch load-balancer on, or auto-scaling with loadBalancer: true, then run npm run class -- solve",
    ko: "load-balancer 실습이나 loadBalancer: true로 설정한 auto-scaling 실습을 켜고 npm run class -- solve를 실행하세요",
  },
  run(subject) {
    const { url, load } = site(subject);
    return Promise.resolve(`${load.users} users, ${load.concurrency} at once, to ${url}`);
  },
};

const siteServesFewUsers: Check = {
  name: {
    en: "the site serves the first few users",
    ko: "사이트가 처음 몇 명의 사용자에게 응답합니다",
  },
  hint: {
    en: "the checks of the site's own lab must pass first; npm run class -- load-test then runs the full test",
    ko: "먼저 사이트가 속한 실습의 검사를 통과해야 합니다. 전체 테스트는 그 뒤에 npm run class -- load-test로 실행하세요",
  },
  async run(subject) {
    const { url } = site(subject);
    // Where AWS is emulated, servers boot on their first visit, which also reports why nothing answers.
    if (subject.aws.endpoint !== undefined) await visit(subject, url);
    const result = await loadTest(url, FEW, subject.aws);
    const { answers, refused, unanswered, latency } = result;
    const who = countsOf(answers);
    const errors = `of ${FEW.users} users, ${refused} got an error and ${unanswered} no answer`;
    expect(isServed(result), who === "" ? errors : `${errors}: ${who}`);
    return `${who}; half within ${latency.p50} ms, all within ${latency.max} ms`;
  },
};

// No fault: the lab has no resources of its own that could be broken.
export const proof: Proof = { checks: [hasSite, siteServesFewUsers] };

function site({ outputs }: Subject): ReturnType<typeof readSite> {
  try {
    return readSite(outputs);
  } catch (error) {
    throw error instanceof NoSiteError ? new Failure(error.message) : error;
  }
}
