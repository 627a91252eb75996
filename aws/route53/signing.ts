import type { KeySigningKey, Route53 } from "@aws-sdk/client-route-53";
import type { Child } from "../contract/child.ts";
import { unlessDenied } from "../errors.ts";

/**
 * A zone's key-signing keys: AWS does not delete the zone before them, nor an active key while it signs the zone.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-disable.html
 */
export async function signingKeys(route53: Route53, HostedZoneId: string): Promise<Child[]> {
  const { KeySigningKeys = [] } = await route53.getDNSSEC({ HostedZoneId });
  return KeySigningKeys.map((key) => ({
    kind: "DNSSEC key",
    id: key.Name ?? "",
    createdAt: key.CreatedDate,
    stays: `KMS key ${key.KmsArn ?? ""}`,
    remove: () => removeKey(route53, HostedZoneId, key),
  }));
}

/** Removes the keys of a zone that is to be deleted. Who may not ask for them lets AWS say, by its refusal, whether there are any. */
export async function removeKeys(route53: Route53, zoneId: string): Promise<void> {
  for (const key of await unlessDenied(signingKeys(route53, zoneId))) await key.remove();
}

/** AWS refuses it, and says so, while the parent zone has the DS record of the key: that is the parent zone's owner's. */
async function removeKey(
  route53: Route53,
  HostedZoneId: string,
  { Name, Status: state }: KeySigningKey,
): Promise<void> {
  const { Status } = await route53.getDNSSEC({ HostedZoneId });
  if (Status?.ServeSignature !== "NOT_SIGNING")
    await route53.disableHostedZoneDNSSEC({ HostedZoneId });
  if (state !== "INACTIVE") await route53.deactivateKeySigningKey({ HostedZoneId, Name });
  await route53.deleteKeySigningKey({ HostedZoneId, Name });
}
