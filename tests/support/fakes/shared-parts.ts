/** What students share of a class that is up. */
export const SHARED = {
  network: {
    vpcId: "vpc-0a1",
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: ["subnet-0a1", "subnet-0a2"],
    privateSubnetIds: ["subnet-0b1", "subnet-0b2"],
  },
  groupName: "students-1a2b3c4",
  boundaryArn: "arn:aws:iam::123456789012:policy/students-1a2b3c4",
};
