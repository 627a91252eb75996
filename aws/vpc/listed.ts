import { listedAs, operation } from "../contract/listed-item.ts";

const NAT = operation("NatGateway");

export const listed = listedAs({
  "ec2/public-ipv4": { service: "AmazonVPC", usage: "PublicIPv4:InUseAddress" },
  "nat/hour": { service: "AmazonEC2", usage: "NatGateway-Hours", where: NAT },
  "nat/gb": { service: "AmazonEC2", usage: "NatGateway-Bytes", where: NAT },
  "transfer/internet": { service: "AWSDataTransfer", usage: "DataTransfer-Out-Bytes" },
});
