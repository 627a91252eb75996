import { localOrigins } from "../../engine/traffic/traffic.ts";
import type { StackOutputs } from "../pulumi/secrets/masked-outputs.ts";

/**
 * A text with the addresses at which it is answered on this machine; undefined when it has none, or when one of them is not
 * answered here.
 */
export type AddressesHere = (text: string) => string | undefined;

const URL_ORIGIN = /\bhttps?:\/\/([a-z0-9_.-]+)(?::\d+)?/gi;

/**
 * Finds which addresses in a class's outputs are answered on this machine.
 *
 * @param web where the host names of the emulated AWS answer; undefined on AWS
 */
export async function addressesHere(
  web: string | undefined,
  outputs: StackOutputs,
): Promise<AddressesHere> {
  const texts = Object.values(outputs).flatMap((lab) => Object.values(lab).filter(isText));
  const hosts = new Set(texts.flatMap(hostsIn));
  if (web === undefined || hosts.size === 0) return () => undefined;
  // A class that came up is not a failure because this process has ended meanwhile: its addresses are emulated ones then.
  const origins = await localOrigins(web, hosts).catch(() => undefined);
  if (origins === undefined) return () => undefined;
  return (text) => {
    const named = hostsIn(text);
    if (named.length === 0 || !named.every((host) => origins.has(host))) return undefined;
    return text.replace(
      URL_ORIGIN,
      (origin, host: string) => origins.get(host.toLowerCase()) ?? origin,
    );
  };
}

const isText = (value: unknown): value is string => typeof value === "string";

const hostsIn = (text: string): string[] =>
  [...text.matchAll(URL_ORIGIN)].map(([, host = ""]) => host.toLowerCase());
