import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { route53Client } from "./client.ts";
import { emptyZone } from "./empty.ts";
import { removeKeys } from "./signing.ts";
import { ZONE } from "./types.ts";

export const hostedZones: Finder = {
  kind: "hosted zone",
  types: [ZONE],
  arns: ["route53:hostedzone"],
  after: [],
  global: true,
  async find({ client }) {
    const route53 = await client(route53Client);
    const found = await all(route53.paginateListHostedZones({}), ({ HostedZones }) => HostedZones);
    return found.map(({ Id: path = "", Name: zone, Config }) => {
      const Id = path.replace("/hostedzone/", "");
      return {
        id: Id,
        name: zone,
        async tags() {
          const query = { ResourceType: "hostedzone", ResourceId: Id } as const;
          return tagsOf((await route53.listTagsForResource(query)).ResourceTagSet?.Tags);
        },
        charges: [{ item: "hosted zone", price: "route53/zone", quantity: 1, per: "month" }],
        async remove(check) {
          if (Config?.PrivateZone !== true) await removeKeys(route53, Id);
          await emptyZone(route53, Id, check);
          await route53.deleteHostedZone({ Id });
        },
      };
    });
  },
};
