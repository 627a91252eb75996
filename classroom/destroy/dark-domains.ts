import type { Report } from "../../lib/progress.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { ZONE } from "../../aws/route53/types.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/** Top-level domains that nobody can register: RFC 2606, RFC 6761. */
const RESERVED = /\.(test|example|invalid|localhost)$/;

/**
 * Warnings before a stack's hosted zones are destroyed: a domain whose registrar has the zone's name servers stops resolving, and
 * a zone that is created later has other name servers.
 */
export const darkDomains = (resources: readonly DeployedResource[]): string[] =>
  resources
    .filter(({ type, outputs }) => type === ZONE && !RESERVED.test(String(outputs.name)))
    .map(({ outputs: { name, nameServers } }) => {
      const hosts = Array.isArray(nameServers)
        ? `the name servers ${nameServers.join(", ")}`
        : "its name servers";
      return `${String(name)} loses its website and mail when its hosted zone is destroyed, if its registrar uses ${hosts}: enter other name servers there first`;
    });

/** Shows the warnings before the user is asked to confirm the destroy; afterwards is too late. */
export async function warnOfDarkDomains(
  stack: Pick<PulumiStack, "export">,
  report: Report,
): Promise<void> {
  for (const line of darkDomains(heldResources(await stack.export()))) report(line);
}
