import { ExplainedError } from "../../lib/errors.ts";
import { saying } from "../errors.ts";
import type { CredentialSource } from "./credential-source.ts";

/** AWS credentials are missing, expired or not valid. */
export class CredentialsError extends ExplainedError {}

/** AWS's messages for a signature whose time differs from AWS's own. */
const CLOCK = /RequestTimeTooSkewed|Signature (has )?expired:|Signature not yet current/;

/** The error that names the credentials that do not work, and how to renew them. */
export const credentialsError = (
  error: unknown,
  { name, renewal }: CredentialSource,
): CredentialsError => {
  const message = saying(error);
  const [what, fix] = CLOCK.test(message)
    ? [
        `This machine's clock is wrong, so AWS rejects requests signed with ${name}`,
        "set the clock (`date -u` shows it, in UTC), then run this again",
      ]
    : [`AWS credentials are missing, expired or not valid: ${name}`, renewal];
  return new CredentialsError(
    `${what}. Nothing was changed.\n  fix: ${fix}\n  AWS says: ${message}`,
    {
      cause: error,
    },
  );
};

/** Messages of AWS, its SDKs and the provider for credentials that do not work; a missing permission is a different error. */
const CREDENTIALS =
  /CredentialsProviderError|RequestTimeTooSkewed|TokenProviderError|ExpiredToken|RequestExpired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|InvalidToken\b|TokenRefreshRequired|AuthFailure|MissingAuthenticationToken|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|NoCredentialProviders|No valid credential sources? found|failed to refresh cached credentials|get credentials: |refresh cached SSO token|SSO session (associated with this profile )?has expired/;

/** Whether an error means that credentials are missing, expired or not valid. */
export const isCredentialsError = (error: unknown): boolean =>
  error instanceof CredentialsError ||
  (error instanceof Error && CREDENTIALS.test(error.name)) ||
  (error instanceof Error && error.cause !== undefined && isCredentialsError(error.cause));

/** The same for a text of Pulumi or of another program. */
export const saysCredentials = (text: string): boolean => CREDENTIALS.test(text);
