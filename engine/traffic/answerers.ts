import type { Answerer } from "./answerer.ts";
import { Applications } from "./applications/applications.ts";
import { CLOCK, type Clock } from "./clock.ts";
import { Distributions } from "./distributions/distributions.ts";
import type { Emulated } from "./emulated.ts";
import { LoadBalancers } from "./load-balancers/load-balancers.ts";
import { Objects } from "./objects/objects.ts";
import { PublicServers } from "./servers/public-servers.ts";
import { Servers } from "./servers/servers.ts";
import { Websites } from "./websites/websites.ts";

/**
 * The answerers, one line for each folder: the first that answers for a host name gets the request.
 *
 * @param folder where servers are kept after their boots
 * @param clock for what is repeated without requests @default the machine's
 */
export function answerersOf(
  emulated: Emulated,
  folder: string,
  clock: Clock = CLOCK,
): readonly Answerer[] {
  const servers = new Servers(emulated, folder, clock);
  const balancers = new LoadBalancers(emulated, servers, clock);
  const { account } = servers;
  const applications = new Applications(emulated, { account, balancers }, folder, clock);
  servers.run(applications);
  const origins = [
    new Objects(emulated),
    balancers,
    new PublicServers(servers),
    applications,
    new Websites(emulated),
  ];
  // Before websites: a distribution's alias can have the same name as the bucket behind it.
  return [new Distributions(emulated, origins), ...origins];
}
