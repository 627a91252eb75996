import { z } from "zod";
import { all } from "../contract/finder.ts";
import type { Answer, Precheck } from "../contract/precheck.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE } from "./types.ts";

const database = z.object({
  engine: z.string(),
  engineVersion: z.string(),
  instanceClass: z.string(),
});

/** `8.4` matches any minor version of 8.4, as in the provider. */
const isVersion = (offered: string | undefined, wanted: string): boolean =>
  offered === wanted || (offered?.startsWith(`${wanted}.`) ?? false);

const databaseOffers: Precheck = {
  what: "database class and version",
  types: [INSTANCE],
  awsOnly: true, // the emulator offers a few instance classes only
  async ask({ place, resources }) {
    const rds = await place.client(rdsClient);
    const answers = resources.map(async ({ name, props }): Promise<Answer> => {
      const { data } = database.safeParse(props);
      if (!data) return { verdict: "unknown", seen: `${name} has no engine, version or class` };
      const { engine, engineVersion, instanceClass } = data;
      const what = `${engine} ${engineVersion} on ${instanceClass}`;
      const offers = await all(
        rds.paginateDescribeOrderableDBInstanceOptions({
          Engine: engine,
          DBInstanceClass: instanceClass,
        }),
        (page) => page.OrderableDBInstanceOptions,
      );
      if (offers.some((offer) => isVersion(offer.EngineVersion, engineVersion)))
        return { what, verdict: "ok", seen: "offered" };
      const others = [...new Set(offers.map((offer) => offer.EngineVersion))].join(", ");
      return {
        what,
        verdict: "fail",
        seen:
          offers.length === 0
            ? `${instanceClass} is not offered for ${engine} in ${place.region}`
            : `only versions ${others} are offered`,
        fix: `choose another class or version in the settings of the lab; the list: aws rds describe-orderable-db-instance-options --engine ${engine} --engine-version ${engineVersion} --region ${place.region} --query "OrderableDBInstanceOptions[].DBInstanceClass"`,
      };
    });
    return Promise.all(answers);
  },
};

export const offers: readonly Precheck[] = [databaseOffers];
