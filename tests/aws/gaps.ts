import { isFree } from "../../aws/contract/charge.ts";
import { joined, type NamedService } from "../../aws/services.ts";

/** What the services do not say of types of resources, each with type and service. */
export function gapsIn(types: readonly string[], services: readonly NamedService[]): string[] {
  return types.flatMap((type) => {
    const owner = services.find((service) => service.types?.[type])?.name ?? moduleOf(type);
    const gaps = [
      protectionGap(type, services),
      leftoverGap(type, services),
      priceGap(type, services),
    ];
    return gaps.flatMap((gap) => (gap === undefined ? [] : [`${owner}: ${type} ${gap}`]));
  });
}

type Services = readonly NamedService[];

/** `aws:s3/bucket:Bucket` -> `s3` */
const moduleOf = (type: string): string => /^\w+:([^/:]+)/.exec(type)?.[1] ?? type;

const protectionGap = (type: string, services: Services): string | undefined =>
  joined(services, "types")[type] ? undefined : "is not in types.ts: does it hold data?";

function priceGap(type: string, services: Services): string | undefined {
  const price = joined(services, "prices")[type];
  if (price === undefined) return "has no price, and is not known to be free";
  const isSourced = !isFree(price) || price.source.startsWith("https://aws.amazon.com/");
  return isSourced ? undefined : "is free without a page of AWS that says so";
}

function leftoverGap(type: string, services: Services): string | undefined {
  const isFound = services.some(({ finders = [] }) =>
    finders.some((finder) => finder.types.includes(type)),
  );
  const { partOf, neverLeft } = joined(services, "types")[type] ?? {};
  const said = [isFound, partOf !== undefined, neverLeft !== undefined].filter(Boolean).length;
  if (said > 1) return "has more than one of: a finder, partOf, neverLeft";
  if (said === 0) return "has no finder, and is part of nothing";
  return partOf === undefined
    ? undefined
    : leftoverGap(partOf, services) && `is part of ${partOf}, which is not found`;
}
