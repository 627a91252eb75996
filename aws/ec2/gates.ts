import { GROUP } from "../autoscaling/types.ts";
import type { Answer, PrecheckInput, Precheck } from "../contract/precheck.ts";
import { refusal } from "../contract/precheck.ts";
import { tagList, type Trial } from "../contract/trial.ts";
import { ssmClient } from "../ssm/client.ts";
import { trialNetwork } from "../vpc/trial-network.ts";
import { ec2Client } from "./client.ts";
import { INSTANCE } from "./types.ts";

/**
 * AWS's answer to an account's first instance in a region: "Your request for accessing resources in this region is being
 * validated".
 */
const NOT_VALIDATED = /PendingVerification|being validated|Blocked/;

const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const TYPE = "t3.micro";

const launches: Precheck = {
  what: "servers may be launched",
  types: [INSTANCE, GROUP, "AWS::EC2::Instance"],
  awsOnly: true,
  async ask({ place }) {
    const ec2 = await place.client(ec2Client);
    const { Regions = [] } = await ec2.describeRegions({
      AllRegions: true,
      RegionNames: [place.region],
    });
    if (Regions[0]?.OptInStatus === "not-opted-in")
      return [
        {
          verdict: "fail",
          seen: `region ${place.region} is not enabled for the account`,
          fix: `enable it, which takes minutes to hours: aws account enable-region --region-name ${place.region}`,
        },
      ];
    const { Reservations = [] } = await ec2.describeInstances({ MaxResults: 5 });
    if (Reservations.length > 0)
      return [{ verdict: "ok", seen: "the account has servers in this region" }];
    return [
      {
        verdict: "unknown",
        seen: "AWS validates an account at its first launch in a region",
        fix: "to launch a server and terminate it: npm run class -- preflight --try",
      },
    ];
  },
  attempt: launch,
};

async function launch({ place }: PrecheckInput, trial: Trial): Promise<Answer> {
  const { subnetIds } = await trialNetwork(place, trial);
  const ec2 = await place.client(ec2Client);
  const ssm = await place.client(ssmClient);
  const { Parameter } = await ssm.getParameter({ Name: IMAGE });
  const Filters = [
    { Name: "tag:Name", Values: [trial.name] },
    {
      Name: "instance-state-name",
      Values: ["pending", "running", "shutting-down", "stopping", "stopped"],
    },
  ];
  trial.making(`server ${trial.name}`, async () => {
    const { Reservations = [] } = await ec2.describeInstances({ Filters });
    const ids = Reservations.flatMap(({ Instances = [] }) =>
      Instances.flatMap(({ InstanceId }) => InstanceId ?? []),
    );
    if (ids.length > 0) await ec2.terminateInstances({ InstanceIds: ids });
    return ids.length > 0;
  });
  const Tags = tagList({ ...trial.tags, Name: trial.name });
  try {
    await ec2.runInstances({
      ImageId: Parameter?.Value,
      InstanceType: TYPE,
      MinCount: 1,
      MaxCount: 1,
      ClientToken: trial.name,
      MetadataOptions: { HttpTokens: "required" },
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: subnetIds[0], AssociatePublicIpAddress: false },
      ],
      TagSpecifications: [
        { ResourceType: "instance", Tags },
        { ResourceType: "volume", Tags },
      ],
    });
    return { verdict: "ok", seen: "launched one and terminated it" };
  } catch (error) {
    const reason = refusal(error, NOT_VALIDATED);
    if (reason === undefined) throw error;
    return {
      verdict: "fail",
      seen: reason,
      fix: "wait up to four hours, as AWS's mail says, then try again; write to aws-verification@amazon.com if it lasts longer",
    };
  }
}

export const gates: readonly Precheck[] = [launches];
