import { ec2Client } from "../../../aws/ec2/client.ts";
import { Failure } from "../../contract/outcome.ts";
import type { Proof, Subject } from "../../contract/check.ts";
import { networkNow } from "./network-now.ts";
import {
  allReach,
  type Nat,
  natHasAddresses,
  privateGetOut,
  privateStayPrivate,
  publicLeadOut,
} from "./network-shape.ts";
import { INTERNET, routeTo, tableOf } from "./routes.ts";

const toInternet = "every public subnet leads to the internet gateway";

/** How a network is shown to work, and broken, whether it was built by hand or by a wizard. */
export const networkProof: Proof = {
  checks: [
    {
      name: toInternet,
      hint: "give the public route table a route 0.0.0.0/0 to the internet gateway, and associate the public subnets with it",
      run: async (subject) => publicLeadOut(await networkNow(subject)),
    },
    {
      name: "the private subnets get out by NAT as the lab's nat says, and by nothing else",
      hint: "give the private route table a route 0.0.0.0/0 to the NAT gateway, none without NAT; npm run class -- solve puts it back",
      run: async (subject) => privateGetOut(await networkNow(subject), natOf(subject)),
    },
    {
      name: "the NAT gateways stand in public subnets, with the lab's Elastic IPs",
      hint: "a NAT gateway takes two minutes (check --wait); one that failed says why in the VPC console",
      async run(subject) {
        const addresses = natOf(subject) === "none" ? {} : subject.lab.texts("natPublicIps");
        return natHasAddresses(await networkNow(subject), Object.values(addresses));
      },
    },
    {
      name: "no private subnet gives public addresses",
      hint: "VPC console, Subnets, Edit subnet settings: switch auto-assign public IPv4 address off; or npm run class -- solve",
      run: async (subject) => privateStayPrivate(await networkNow(subject)),
    },
    {
      name: "every subnet reaches S3 and DynamoDB by a gateway endpoint",
      hint: "VPC console, Endpoints, Manage route tables: choose all tables of the VPC; or npm run class -- solve",
      async run(subject) {
        const network = await networkNow(subject);
        for (const service of ["s3", "dynamodb"])
          allReach(network, `com.amazonaws.${subject.config.region}.${service}`);
        return `${network.endpoints.length} endpoints`;
      },
    },
  ],
  fault: {
    does: "the route to the internet gateway is taken away",
    foundBy: toInternet,
    make: cutOff,
  },
};

const natOf = ({ lab }: Subject): Nat => lab.settings.nat as Nat;

/** Takes the way out of the table that the first public subnet goes by. */
async function cutOff(subject: Subject): Promise<void> {
  const { publicSubnets, tables } = await networkNow(subject);
  const table = tableOf(tables, publicSubnets[0]?.SubnetId ?? "");
  if (!routeTo(table, INTERNET)) throw new Failure("the public subnets have no way out already");
  const ec2 = await subject.aws.client(ec2Client);
  await ec2.deleteRoute({ RouteTableId: table.RouteTableId, DestinationCidrBlock: INTERNET });
}
