import type { Precheck } from "../contract/precheck.ts";
import { ssmClient } from "./client.ts";
import { GET_PARAMETER } from "./lookup.ts";

const images: Precheck = {
  what: "parameter of the image (AMI)",
  types: [GET_PARAMETER],
  async ask({ place, resources }) {
    const named = resources.flatMap(({ props: { name } }) =>
      typeof name === "string" ? [name] : [],
    );
    const Names = [...new Set(named)];
    const ssm = await place.client(ssmClient);
    const { Parameters = [] } = await ssm.getParameters({ Names });
    return Names.map((what) => {
      const image = Parameters.find(({ Name }) => Name === what)?.Value;
      return image === undefined
        ? {
            what,
            verdict: "fail" as const,
            seen: `AWS has no such image in ${place.region}`,
            fix: "use another region: pulumi config set aws:region REGION --stack NAME",
          }
        : { what, verdict: "ok" as const, seen: image };
    });
  },
};

export const offers: readonly Precheck[] = [images];
