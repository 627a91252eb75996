import type { Precheck } from "../contract/precheck.ts";
import { iamClient } from "./client.ts";

export interface ServiceRole {
  /** The service's name, for a reader: `Amazon RDS`. */
  readonly name: string;
  /** Its name in IAM: `rds.amazonaws.com`. */
  readonly service: string;
  readonly role: string;
  /** The resource types that need the role. */
  readonly types: readonly string[];
}

/**
 * A service-linked role. AWS creates it on demand, and it may not be ready for the first resource:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export const serviceRoleGate = ({ name, service, role, types }: ServiceRole): Precheck => ({
  what: `service-linked role of ${name} exists`,
  types,
  global: true,
  awsOnly: true,
  async ask({ place }) {
    const iam = await place.client(iamClient);
    try {
      await iam.getRole({ RoleName: role });
      return [{ verdict: "ok", seen: role }];
    } catch (error) {
      if (!(error instanceof Error && error.name === "NoSuchEntityException")) throw error;
      return [
        {
          verdict: "fail",
          seen: `${role} does not exist yet; AWS creates it with the first resource, which may fail`,
          fix: `aws iam create-service-linked-role --aws-service-name ${service}`,
        },
      ];
    }
  },
});
