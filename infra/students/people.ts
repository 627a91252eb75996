import type * as pulumi from "@pulumi/pulumi";
import { StudentLogin } from "../../components/identity/student-login.ts";
import { StudentRights } from "../../components/identity/student-rights.ts";
import type { SharedNetwork } from "../../components/network/shared-network.ts";
import { type Limits, SIZES } from "../../policy/limits.ts";
import type { ClassConfig } from "../config.ts";
import type { FoundationId } from "../foundation-ids.ts";
import type { OwnResources } from "./own-resources.ts";

/** Makes the component that a foundation hangs below. */
type Group = (name: FoundationId) => pulumi.Resource;

/** What a class's stack has for its students' stacks, in the form of `class:shared`: it is exported, and `open` hands it on. */
export function sharedOutputs(config: ClassConfig, network: SharedNetwork, group: Group) {
  const { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds } = network;
  const { groupName, boundaryArn } = rightsOf(config, group);
  return {
    network: { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds },
    groupName,
    boundaryArn,
  };
}

/** The user of a student's stack; in an account of the student's own with the rights, which are shared elsewhere. */
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

/** The biggest that a student may launch, whatever a lab has. */
const BIGGEST = "small";

/** Of the class's families those whose servers share their cores, which cost least. */
function smallTypes({ instanceFamilies, instanceSize }: Limits): string[] {
  const most = Math.min(SIZES.indexOf(instanceSize), SIZES.indexOf(BIGGEST));
  return instanceFamilies
    .filter((family) => /^t\d/.test(family))
    .flatMap((family) => SIZES.slice(0, most + 1).map((size) => `${family}.${size}`));
}
