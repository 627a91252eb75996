import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const CARRIER_GATEWAY = "aws:ec2/carrierGateway:CarrierGateway";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const EIP = "aws:ec2/eip:Eip";
export const EIP_ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
export const INSTANCE_CONNECT_ENDPOINT =
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const MAIN_ROUTE_TABLE_ASSOCIATION =
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl";
export const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const ROUTE = "aws:ec2/route:Route";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const SECURITY_GROUP_EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const SECURITY_GROUP_INGRESS_RULE =
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const TRANSIT_GATEWAY_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
export const VPC = "aws:ec2/vpc:Vpc";
export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const VPC_PEERING_CONNECTION = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const VPC_PEERING_CONNECTION_ACCEPTER =
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
export const VPN_CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
/** The component of awsx: on AWS it creates a VPC, subnets, route tables and gateways; on mocks only itself. */
export const WIZARD_VPC = "awsx:ec2:Vpc";

export const types: ServiceTypes = {
  [CARRIER_GATEWAY]: {},
  [EGRESS_ONLY_GATEWAY]: {},
  [EIP]: {},
  [EIP_ASSOCIATION]: { partOf: EIP },
  [FLOW_LOG]: {},
  [INSTANCE_CONNECT_ENDPOINT]: {},
  [INTERNET_GATEWAY]: {},
  [NAT_GATEWAY]: {},
  [NETWORK_ACL]: {},
  [NETWORK_INTERFACE]: {},
  [ROUTE_TABLE]: {},
  ...partsOf(ROUTE_TABLE, [MAIN_ROUTE_TABLE_ASSOCIATION, ROUTE, ROUTE_TABLE_ASSOCIATION]),
  [SECURITY_GROUP]: { cloudFormation: "AWS::EC2::SecurityGroup" },
  ...partsOf(SECURITY_GROUP, [SECURITY_GROUP_EGRESS_RULE, SECURITY_GROUP_INGRESS_RULE]),
  [SUBNET]: {},
  [TRANSIT_GATEWAY_ATTACHMENT]: {},
  [VPC]: {},
  ...partsOf(VPC, [DEFAULT_SECURITY_GROUP, WIZARD_VPC]),
  [VPC_ENDPOINT]: {},
  [VPC_PEERING_CONNECTION]: {},
  [VPC_PEERING_CONNECTION_ACCEPTER]: {},
  [VPN_CONNECTION]: {},
  [VPN_GATEWAY]: {},
};
