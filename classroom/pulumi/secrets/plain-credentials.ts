import type { SettingsFile } from "../settings-file.ts";
import { secretPaths } from "./secret-paths.ts";

/** Settings that only their owner may read. */
const CREDENTIALS = ["aws:accessKey", "aws:secretKey", "aws:token"];

/** The ID of an access key: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const ACCESS_KEY = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;

/**
 * Checks that no credentials of AWS are in plain text, in whatever setting: the file is committed, and a tag is public.
 *
 * @throws SettingsFileError
 */
export function checkCredentials(
  config: Readonly<Record<string, unknown>>,
  error: SettingsFile["error"],
): void {
  const plain = Object.keys(config).filter((key) =>
    CREDENTIALS.includes(key)
      ? secretPaths({ [key]: config[key] }).length === 0
      : ACCESS_KEY.test(JSON.stringify(config[key])),
  );
  const [first] = plain;
  if (first === undefined) return;
  const what = CREDENTIALS.includes(first)
    ? `${plain.join(", ")} ${plain.length > 1 ? "are" : "is"}`
    : `an AWS access key in ${first} is`;
  throw error(
    ["config", first],
    `${what} in plain text, in a file that others can read`,
    "remove it and deactivate the key in AWS; use `aws configure` or AWS_PROFILE (docs/environments.md)",
  );
}
