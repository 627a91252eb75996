import { isServed } from "./load-report.ts";
import { loadTest } from "./load-driver.ts";
import { NoSiteError, readSite } from "./site.ts";
import { expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { countsOf } from "../kit/web/visit.ts";

/** Enough to see every server, and nothing beside the real test. */
const FEW = { users: 20, concurrency: 5, maxSeconds: 20 };

// It has no resources that could be broken; the labs whose site is tested have.
export const proof: Proof = {
  checks: [
    {
      name: "there is a site to send users to",
      hint: "switch load-balancer on, or auto-scaling with loadBalancer: true, then npm run class -- solve",
      run(subject) {
        const { url, load } = site(subject);
        return Promise.resolve(`${load.users} users, ${load.concurrency} at once, to ${url}`);
      },
    },
    {
      name: "the site serves the first few users",
      hint: "have the checks of the lab whose site it is pass first; npm run class -- load-test then tests in full",
      async run(subject) {
        needsTraffic(subject);
        const result = await loadTest(site(subject).url, FEW);
        const { answers, refused, unanswered, latency } = result;
        const who = countsOf(answers);
        expect(
          isServed(result),
          `of ${FEW.users} users ${refused} were turned away, ${unanswered} had no answer: ${who || "nobody answered"}`,
        );
        return `${who}; half within ${latency.p50} ms, all within ${latency.max} ms`;
      },
    },
  ],
};

function site({ outputs }: Subject): ReturnType<typeof readSite> {
  try {
    return readSite(outputs);
  } catch (error) {
    throw error instanceof NoSiteError ? new Failure(error.message) : error;
  }
}
