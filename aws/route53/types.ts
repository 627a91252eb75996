import type { ServiceTypes } from "../contract/resource-type.ts";

export const RECORD = "aws:route53/record:Record";
export const REGISTERED_DOMAIN = "aws:route53domains/registeredDomain:RegisteredDomain";
export const ZONE = "aws:route53/zone:Zone";

export const types: ServiceTypes = {
  [RECORD]: { partOf: ZONE },
  [REGISTERED_DOMAIN]: { neverLeft: "it is paid for by the year, before the class, and stays" },
  [ZONE]: { holdsData: true },
};
