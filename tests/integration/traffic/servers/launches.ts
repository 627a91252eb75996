import { ec2Client } from "../../../../aws/ec2/client.ts";
import { localWeb } from "../local-web.ts";
import { settled } from "../settled.ts";

export interface Launch {
  readonly image?: string;
  readonly group?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Launches servers in the default network, by AWS's API, and visits them. Call it inside `describe`. */
export function launches() {
  const web = localWeb();
  const { aws, unique } = web;
  const ec2 = () => aws().client(ec2Client);

  // AWS's default networks lead to the internet, the emulator's do not.
  before(async () => {
    const client = await ec2();
    const { Vpcs: [{ VpcId = "" } = {}] = [] } = await client.describeVpcs({});
    const { RouteTables: [{ RouteTableId } = {}] = [] } = await client.describeRouteTables({});
    const { InternetGateway } = await client.createInternetGateway({});
    const GatewayId = InternetGateway?.InternetGatewayId;
    await client.attachInternetGateway({ VpcId, InternetGatewayId: GatewayId });
    await client.createRoute({ RouteTableId, GatewayId, DestinationCidrBlock: "0.0.0.0/0" });
  });

  /** Waits until what was read a moment ago is read again. */
  const settles = () => settled();

  /** The image of a name. */
  async function imageOf(name: string): Promise<string> {
    const Filters = [{ Name: "name", Values: [name] }];
    const { Images = [] } = await (await ec2()).describeImages({ Filters });
    return Images.find(({ Architecture }) => Architecture === "x86_64")?.ImageId ?? "";
  }

  /** A security group that opens port 80. */
  async function groupFor(CidrIp: string): Promise<string> {
    const client = await ec2();
    const GroupName = unique("web");
    const { GroupId = "" } = await client.createSecurityGroup({
      ...{ GroupName, Description: GroupName },
    });
    const IpRanges = [{ CidrIp }];
    const IpPermissions = [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, IpRanges }];
    await client.authorizeSecurityGroupIngress({ GroupId, IpPermissions });
    return GroupId;
  }

  async function now(id: string) {
    const { Reservations = [] } = await (await ec2()).describeInstances({ InstanceIds: [id] });
    const found = Reservations[0]?.Instances?.[0];
    return { id, ip: found?.PublicIpAddress ?? "", dns: found?.PublicDnsName ?? "" };
  }

  return {
    ...web,
    ...{ ec2, settles, imageOf, groupFor, now },
    /** A server of Amazon Linux that everybody may visit, unless it is said otherwise. */
    launch: async (script: string, { image, group, tags = {} }: Launch = {}) => {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const { Instances: [instance] = [] } = await (
        await ec2()
      ).runInstances({
        ...{ MinCount: 1, MaxCount: 1, InstanceType: "t3.micro" },
        ImageId: image ?? (await imageOf("al2023-ami-2*")),
        SecurityGroupIds: [group ?? (await groupFor("0.0.0.0/0"))],
        UserData: Buffer.from(script).toString("base64"),
        ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: "instance", Tags }] }),
      });
      await settles();
      return now(instance?.InstanceId ?? "");
    },
  };
}
