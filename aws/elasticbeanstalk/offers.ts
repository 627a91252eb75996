import type { Precheck } from "../contract/precheck.ts";
import { elasticBeanstalkClient } from "./client.ts";
import { GET_PLATFORM } from "./lookup.ts";

const platforms: Precheck = {
  what: "Beanstalk platform",
  types: [GET_PLATFORM],
  async ask({ place, resources }) {
    const beanstalk = await place.client(elasticBeanstalkClient);
    const { SolutionStacks = [] } = await beanstalk.listAvailableSolutionStacks({});
    const wanted = resources.flatMap(({ props: { nameRegex } }) =>
      typeof nameRegex === "string" ? [nameRegex] : [],
    );
    return [...new Set(wanted)].map((pattern) => {
      const what = `Beanstalk platform ${pattern}`;
      const found = SolutionStacks.find((name) => new RegExp(pattern).test(name));
      if (found !== undefined) return { what, verdict: "ok" as const, seen: found };
      return {
        what,
        verdict: "fail" as const,
        seen: `none of ${SolutionStacks.length} platforms in ${place.region} has such a name`,
        fix: `set another platform for the lab; the list: aws elasticbeanstalk list-available-solution-stacks --region ${place.region} --query SolutionStacks`,
      };
    });
  },
};

export const offers: readonly Precheck[] = [platforms];
