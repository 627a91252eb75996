import * as pulumi from "@pulumi/pulumi";
import { STACK } from "../../aws/cloudformation/types.ts";
import { DISTRIBUTION } from "../../aws/cloudfront/types.ts";
import { APPLICATION, DEPLOYMENT_GROUP } from "../../aws/codedeploy/types.ts";
import { INSTANCE } from "../../aws/rds/types.ts";
import { ZONE } from "../../aws/route53/types.ts";
import type { OwnKind } from "../../components/identity/own-policy.ts";

interface OwnResource {
  readonly kind: OwnKind;
  readonly arn: pulumi.Input<string>;
}

/** The outputs that an ARN is made of. */
type Outputs = Readonly<Record<string, pulumi.Output<unknown>>>;

/** Types whose ARNs must be listed in a student's permissions, because tags cannot identify the owner. */
const KINDS: Readonly<
  Record<string, readonly [OwnKind, (outputs: Outputs) => pulumi.Input<string>]>
> = {
  [APPLICATION]: ["codeDeploy", arnOf],
  [DEPLOYMENT_GROUP]: ["codeDeploy", arnOf],
  [DISTRIBUTION]: ["distribution", arnOf],
  [ZONE]: ["hostedZone", arnOf],
  [INSTANCE]: ["secret", secretOf],
  [STACK]: ["stack", ({ id }) => id as pulumi.Output<string>],
};

function arnOf({ arn }: Outputs): pulumi.Input<string> {
  return arn as pulumi.Output<string>;
}

function secretOf({ masterUserSecrets }: Outputs): pulumi.Input<string> {
  const secrets = masterUserSecrets as pulumi.Output<readonly { readonly secretArn: string }[]>;
  return secrets.apply(([secret]) => secret?.secretArn ?? "");
}

/** Collects the resources of a student's stack that the permissions must list, as they are declared. */
export class OwnResources {
  readonly #found: (readonly [pulumi.Resource, string])[] = [];

  /** A transformation for the parents of the student's resources; it changes nothing. */
  readonly note: pulumi.ResourceTransformation = ({ resource, type }) => {
    if (type in KINDS) this.#found.push([resource, type]);
    return undefined;
  };

  get all(): OwnResource[] {
    return this.#found.flatMap(([resource, type]) => {
      const [kind, arn] = KINDS[type] ?? [];
      return kind && arn ? [{ kind, arn: arn(resource as unknown as Outputs) }] : [];
    });
  }
}
