import type { Instance } from "@aws-sdk/client-ec2";
import type { InitConfig, ServerFacts } from "../boot/facts.ts";
import type { Account } from "./account.ts";
import type { ServerId } from "./connection.ts";
import { hasInternet } from "./network/routes.ts";

/**
 * The data that a server needs for its boot, from AWS.
 *
 * @param init for cfn-init, from its template @default nothing
 */
export async function factsOf(
  account: Account,
  { region, instanceId }: ServerId,
  instance: Instance,
  init?: InitConfig,
): Promise<ServerFacts> {
  const ec2 = await account.ec2(region);
  const [network, { UserData }] = await Promise.all([
    account.network(region),
    ec2.describeInstanceAttribute({ InstanceId: instanceId, Attribute: "userData" }),
  ]);
  const { ImageId = "", InstanceType = "", PrivateIpAddress, PublicIpAddress } = instance;
  const { BlockDeviceMappings = [], RootDeviceName, NetworkInterfaces = [] } = instance;
  return {
    instanceId,
    region,
    imageId: ImageId,
    instanceType: InstanceType,
    accountId: NetworkInterfaces[0]?.OwnerId ?? "",
    availabilityZone: instance.Placement?.AvailabilityZone ?? `${region}a`,
    privateIp: PrivateIpAddress ?? "127.0.0.1", // a terminated server has none any more
    publicIp: PublicIpAddress,
    userData: UserData?.Value,
    init,
    internet: hasInternet(instance, network),
    metadata: metadataOf(instance),
    devices: BlockDeviceMappings.flatMap(({ DeviceName }) =>
      DeviceName === undefined || DeviceName === RootDeviceName ? [] : [DeviceName],
    ),
  };
}

function metadataOf({ MetadataOptions }: Instance): NonNullable<ServerFacts["metadata"]> {
  if (MetadataOptions?.HttpEndpoint === "disabled") return "disabled";
  return MetadataOptions?.HttpTokens === "optional" ? "optional" : "required";
}
