import * as pulumi from "@pulumi/pulumi";
import { credentialSettings } from "../../aws/credentials/credential-settings.ts";
import { type Credentials, credentialsOf } from "../../aws/credentials/credentials.ts";

/** The provider's credential settings. */
const SETTINGS = ["profile", "accessKey", "secretKey", "token", "assumeRole", "assumeRoles"];

/**
 * The credentials of the stack's AWS provider, for calls that the program makes itself: other credentials might belong to another
 * account.
 *
 * @param region where roles are assumed
 * @throws CredentialSettingsError
 */
export function providerCredentials(region: string): Credentials {
  const config = new pulumi.Config("aws");
  const values = Object.fromEntries(SETTINGS.map((name) => [name, config.get(name)]));
  return credentialsOf(credentialSettings(values, "the stack's settings"), process.env, {
    region,
    endpoint: process.env.AWS_ENDPOINT_URL,
  });
}
