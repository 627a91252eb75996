/** What students share of a class that is up. */
export const SHARED = {
  network: {
    vpcId: "vpc-1",
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: ["subnet-1", "subnet-2"],
    privateSubnetIds: ["subnet-3", "subnet-4"],
  },
  groupName: "students",
  boundaryArn: "arn:aws:iam::111122223333:policy/students",
};
