import type { ServiceTypes } from "../contract/resource-type.ts";

export const AMI = "aws:ec2/ami:Ami";
export const AMI_COPY = "aws:ec2/amiCopy:AmiCopy";
export const AMI_FROM_INSTANCE = "aws:ec2/amiFromInstance:AmiFromInstance";
export const AMI_LAUNCH_PERMISSION = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";
export const INSTANCE = "aws:ec2/instance:Instance";
export const KEY_PAIR = "aws:ec2/keyPair:KeyPair";
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

export const types: ServiceTypes = {
  [AMI]: {},
  [AMI_COPY]: {},
  [AMI_FROM_INSTANCE]: {},
  [AMI_LAUNCH_PERMISSION]: { partOf: AMI },
  [INSTANCE]: {
    cloudFormation: "AWS::EC2::Instance",
    stop: {
      action: "ec2:StopInstances",
      id: "id",
      arn: (id) => `instance/${id}`,
      input: (id) => ({ InstanceIds: [id] }),
    },
  },
  [KEY_PAIR]: { names: ["keyPairId", "keyName"] },
  [LAUNCH_TEMPLATE]: {},
};
