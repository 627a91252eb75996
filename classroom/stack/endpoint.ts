import type { CredentialSettings } from "../../aws/credentials/credential-settings.ts";
import { profileEndpoint } from "../../aws/credentials/profile-endpoint.ts";
import { WrongAccountError } from "../../aws/sts/wrong-account.ts";

const ENDPOINT = "AWS_ENDPOINT_URL";

/**
 * The endpoint of the user's own emulator, if all calls go to it; undefined for AWS.
 *
 * @param settings whose profile and `aws:endpoints` may redirect calls @default none
 * @throws WrongAccountError when some calls would go to another place than the others: those of one service, or Pulumi's alone
 */
export function endpointIn(
  env: NodeJS.ProcessEnv,
  { profile, endpoints = [] }: Pick<CredentialSettings, "profile" | "endpoints"> = {},
): string | undefined {
  const isIgnored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === "true";
  const whole = isIgnored || env[ENDPOINT] === "" ? undefined : env[ENDPOINT];
  const elsewhere = endpoints.find((url) => url !== whole);
  if (elsewhere !== undefined)
    throw sentElsewhere(`aws:endpoints (${elsewhere})`, whole, "remove aws:endpoints");
  if (isIgnored) return undefined;
  const single = Object.entries(env).find(
    ([name, value]) => name.startsWith(`${ENDPOINT}_`) && value && value !== whole,
  );
  if (single) throw sentElsewhere(`${single[0]}=${single[1] ?? ""}`, whole, `unset ${single[0]}`);
  const configured = whole === undefined ? profileEndpoint(profile, env) : undefined;
  if (configured)
    throw sentElsewhere(
      `${configured.url} (${configured.place})`,
      whole,
      `remove it there; or, to use that emulator: export ${ENDPOINT}=${configured.url}`,
    );
  return whole;
}

const sentElsewhere = (what: string, whole: string | undefined, fix: string): WrongAccountError =>
  new WrongAccountError(
    `${what} sends some calls to another address than ${whole ?? "AWS"}. Nothing was done.\n  fix: ${fix}`,
  );
