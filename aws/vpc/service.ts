import type { Service } from "../contract/service.ts";
import { addresses, natGateways } from "./address-finder.ts";
import { children } from "./children.ts";
import {
  endpoints,
  flowLogs,
  instanceConnectEndpoints,
  peerings,
  transitAttachments,
} from "./connection-finder.ts";
import { carrierGateways, egressOnlyGateways, internetGateways } from "./gateway-finder.ts";
import { vpnConnections, vpnGateways } from "./vpn-finder.ts";
import { listed } from "./listed.ts";
import { made } from "./made.ts";
import { answers, computed } from "./mocks.ts";
import { networkAcls, routeTables, subnets, vpcs } from "./network-finder.ts";
import { managedInterfaces, networkInterfaces } from "./network-interface-finder.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { securityGroups } from "./security-group-finder.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [
    addresses,
    natGateways,
    networkInterfaces,
    endpoints,
    instanceConnectEndpoints,
    flowLogs,
    peerings,
    transitAttachments,
    internetGateways,
    egressOnlyGateways,
    carrierGateways,
    vpnConnections,
    vpnGateways,
    networkAcls,
    routeTables,
    subnets,
    vpcs,
    securityGroups,
  ],
  obstacles: [managedInterfaces],
  interfaces:
    /^(Interface for NAT Gateway nat-|VPC Endpoint Interface vpce-|Network Interface for Transit Gateway Attachment tgw-attach-)/,
  answers,
  children,
  made,
  computed,
  quotas,
};
