import type * as pulumi from "@pulumi/pulumi";
import type { HostedZone } from "../../components/dns/hosted-zone.ts";
import { StudentLogin } from "../../components/identity/student-login.ts";
import { StudentRights } from "../../components/identity/student-rights.ts";
import type { SharedNetwork } from "../../components/network/shared-network.ts";
import { type Limits, SIZES } from "../../policy/limits.ts";
import type { ClassConfig } from "../config.ts";
import type { FoundationId } from "../foundation-ids.ts";
import type { OwnResources } from "./own-resources.ts";
import { zonesForStudents } from "./zones.ts";

/** Creates a foundation's parent component. */
type Group = (name: FoundationId) => pulumi.Resource;

/**
 * The parts of a class's stack that its students' stacks use, in the format of `class:shared`: they are exported, and `open`
 * passes them on.
 */
export function sharedOutputs(
  config: ClassConfig,
  { network, zones: all }: { network: SharedNetwork; zones: readonly HostedZone[] },
  group: Group,
) {
  const { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds } = network;
  const { groupName, boundaryArn } = rightsOf(config, group);
  const zones = zonesForStudents(config.each ?? {}, all);
  return {
    network: { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds },
    groupName,
    boundaryArn,
    ...(zones.length > 0 && { zones: zones.map(({ domain, zoneId }) => ({ domain, zoneId })) }),
  };
}

/** The user of a student's stack; in the student's own account together with the permissions, which are otherwise shared. */
export function loginOutputs(
  config: ClassConfig & { readonly student: string },
  own: OwnResources,
  group: Group,
) {
  const { stack, student, name, login, expires, shared } = config;
  const { groupName, boundaryArn } = shared ?? rightsOf(config, group);
  const user = new StudentLogin(
    "login",
    {
      ...{ userName: stack, student, className: name, login, expires },
      ...{ groupName, boundaryArn },
      ownResources: own.all,
    },
    { parent: group("login") },
  );
  const { userName, userArn, loginUrl, password } = user;
  return { userName, userArn, loginUrl, ...(password && { password }) };
}

function rightsOf(config: ClassConfig, group: Group): StudentRights {
  const { region, peerRegion, expires, mfa, policyLimits } = config;
  const regions = [region, peerRegion];
  const instanceTypes = smallTypes(policyLimits);
  return new StudentRights(
    "students",
    { regions, expires, mfa, instanceTypes },
    { parent: group("students") },
  );
}

/** The largest size that a student may launch, whatever the labs use. */
const BIGGEST = "small";

/** The class's instance families with burstable performance, which cost least. */
function smallTypes({ instanceFamilies, instanceSize }: Limits): string[] {
  const most = Math.min(SIZES.indexOf(instanceSize), SIZES.indexOf(BIGGEST));
  return instanceFamilies
    .filter((family) => /^t\d/.test(family))
    .flatMap((family) => SIZES.slice(0, most + 1).map((size) => `${family}.${size}`));
}
