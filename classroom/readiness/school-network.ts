import { z } from "zod";
import { SECURITY_GROUP_INGRESS_RULE } from "../../aws/vpc/types.ts";
import type { Inventory } from "../../aws/contract/priced-resource.ts";
import { regionOf } from "./class-parts.ts";
import type { Row } from "./row.ts";

/** Ports that school networks often block for outgoing traffic, and the alternative over HTTPS. */
const PORTS: Readonly<Record<number, { readonly name: string; readonly instead: string }>> = {
  22: {
    name: "SSH",
    instead:
      "if it does not open from the classroom, log in with Session Manager, by HTTPS: aws ssm start-session --target INSTANCE_ID",
  },
  3306: {
    name: "MySQL",
    instead:
      "if it does not open from the classroom, connect to 127.0.0.1:13306, forwarded through a Linux server of the class: aws ssm start-session --target INSTANCE_ID --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters host=ENDPOINT,portNumber=3306,localPortNumber=13306",
  },
  3389: {
    name: "RDP",
    instead:
      "if it does not open from the classroom, connect to localhost:13389, forwarded by Session Manager: aws ssm start-session --target INSTANCE_ID --document-name AWS-StartPortForwardingSession --parameters portNumber=3389,localPortNumber=13389",
  },
};

const rule = z.object({ cidrIpv4: z.cidrv4(), fromPort: z.number(), toPort: z.number() });

/** A rule in a template; without its address when a parameter for it is empty. */
const templateRule = z
  .object({ CidrIp: z.cidrv4(), FromPort: z.coerce.number(), ToPort: z.coerce.number() })
  .transform(({ CidrIp, FromPort, ToPort }) => ({
    ...{ cidrIpv4: CidrIp, fromPort: FromPort, toPort: ToPort },
  }));

/** How rules of security groups show their port and addresses, by Pulumi's or CloudFormation's type. */
const RULES: Readonly<Record<string, typeof rule | typeof templateRule>> = {
  [SECURITY_GROUP_INGRESS_RULE]: rule,
  "AWS::EC2::SecurityGroupIngress": templateRule,
};

/** Private addresses of a VPC, not of a school. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** What the class needs from its students' network: the ports that its servers open to them. */
export function networkNotes(inventory: Inventory, region: string): Row[] {
  const opened = inventory.resources.flatMap((resource) => {
    const data = RULES[resource.type]?.safeParse(resource.props).data;
    return data && !PRIVATE.test(data.cidrIpv4) ? [{ ...data, resource }] : [];
  });
  return Object.entries(PORTS).flatMap(([port, { name, instead }]): Row[] => {
    const its = opened.filter(
      ({ fromPort, toPort }) => fromPort <= Number(port) && Number(port) <= toPort,
    );
    const labs = [...new Set(its.map(({ resource }) => resource.lab))];
    const regions = [...new Set(its.map(({ resource }) => regionOf(resource, region)))];
    if (labs.length === 0) return [];
    return [
      {
        kind: "network",
        what: `port ${port} out (${name})`,
        region: regions.join(", "),
        verdict: "note",
        seen: `${labs.join(", ")}; schools often block it`,
        fix: instead,
      },
    ];
  });
}
