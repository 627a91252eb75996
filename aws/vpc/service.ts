import type { Service } from "../contract/service.ts";
import { addresses, natGateways, networkInterfaces } from "./address-finder.ts";
import { children } from "./children.ts";
import { endpoints, flowLogs, peerings } from "./connection-finder.ts";
import { listed } from "./listed.ts";
import { made } from "./made.ts";
import { managedInterfaces } from "./managed-interface-finder.ts";
import { answers, computed } from "./mocks.ts";
import { internetGateways, networkAcls, routeTables, subnets, vpcs } from "./network-finder.ts";
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
    flowLogs,
    peerings,
    internetGateways,
    networkAcls,
    routeTables,
    subnets,
    vpcs,
    securityGroups,
  ],
  obstacles: [managedInterfaces],
  interfaces: /^(Interface for NAT Gateway nat-|VPC Endpoint Interface vpce-)/,
  answers,
  children,
  made,
  computed,
  quotas,
};
