import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** An endpoint that is set in a profile. */
export interface ProfileEndpoint {
  /** Where it is set: `endpoint_url of [profile lab] in ~/.aws/config`. */
  readonly place: string;
  readonly url: string;
}

/**
 * The endpoint that the AWS SDKs, and with them Pulumi's provider, read from ~/.aws/config when AWS_ENDPOINT_URL is not set:
 * from a profile, or from the services section that it names.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function profileEndpoint(
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): ProfileEndpoint | undefined {
  const own = env.AWS_CONFIG_FILE;
  const file = own ?? path.join(env.HOME ?? homedir(), ".aws", "config");
  if (!existsSync(file)) return undefined;
  const sections = sectionsIn(readFileSync(file, "utf8"));
  const name = profile ?? env.AWS_PROFILE ?? "default";
  const heading = [`profile ${name}`, ...(name === "default" ? ["default"] : [])].find((each) =>
    sections.has(each),
  );
  const settings = heading === undefined ? undefined : sections.get(heading);
  if (settings?.get("ignore_configured_endpoint_urls")?.toLowerCase() === "true") return undefined;
  const services = `services ${settings?.get("services") ?? ""}`;
  for (const place of [services, heading ?? ""]) {
    const url = sections.get(place)?.get("endpoint_url");
    if (url) return { place: `endpoint_url of [${place}] in ${own ?? "~/.aws/config"}`, url };
  }
  return undefined;
}

/** The settings of each section; settings nested below a service are at the same level as the others. */
function sectionsIn(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, heading] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    const [, key, value] = /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (heading !== undefined) {
      const name = heading.replaceAll(/\s+/g, " ").replaceAll(/["']/g, "");
      current = sections.get(name) ?? new Map<string, string>();
      sections.set(name, current);
    } else if (key !== undefined && value) current.set(key, value);
  }
  return sections;
}
