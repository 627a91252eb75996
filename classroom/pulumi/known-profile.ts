import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { nearestOf } from "../../labs/contract/nearest.ts";
import { isRecord, readSettingsFile } from "./settings-file.ts";

const PROFILE = "aws:profile";

/**
 * Checks that the profile in a stack's settings exists on this machine: the provider would report it only after a minute.
 *
 * @param file the stack's Pulumi.<stack>.yaml
 * @throws SettingsFileError with file and line
 */
export function checkProfile(file: string, env: NodeJS.ProcessEnv): void {
  const { content, error } = readSettingsFile(file);
  const profile = isRecord(content.config) ? content.config[PROFILE] : undefined;
  if (profile === undefined || (isRecord(profile) && "secure" in profile)) return;
  const place = ["config", PROFILE] as const;
  if (typeof profile !== "string")
    throw error(place, `${PROFILE} is not text`, "write the name of a profile, in quotes");
  if (profile.trim() === "")
    throw error(place, `${PROFILE} is empty`, "write the name of a profile, or remove the line");
  const files = profileFiles(env);
  const known = files.flatMap(profilesIn);
  if (known.includes(profile)) return;
  const where = files.map(({ file: name }) => name).join(" or ");
  const create = `to create it: aws configure sso --profile ${profile}`;
  throw error(
    place,
    `there is no profile ${profile} in ${where}`,
    known.length === 0 ? create : `did you mean ${nearestOf(profile, known)}? Or, ${create}`,
  );
}

interface ProfileFile {
  /** The path as people write it. */
  readonly file: string;
  readonly path: string;
  /** The text before a profile's name in its heading. */
  readonly prefix: RegExp;
}

/** Where AWS's SDKs look for profiles. */
function profileFiles(env: NodeJS.ProcessEnv): ProfileFile[] {
  const ofAws = (name: string) => path.join(env.HOME ?? homedir(), ".aws", name);
  const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = env;
  return [
    {
      file: config ?? "~/.aws/config",
      path: config ?? ofAws("config"),
      prefix: /^(profile\s+|(?=default$))/,
    },
    {
      file: credentials ?? "~/.aws/credentials",
      path: credentials ?? ofAws("credentials"),
      prefix: /^/,
    },
  ];
}

/** Headings such as `[profile class]`, in credentials `[class]`. */
function profilesIn({ path: file, prefix }: ProfileFile): string[] {
  if (!existsSync(file)) return [];
  return [...readFileSync(file, "utf8").matchAll(/^\s*\[\s*([^\]]+?)\s*\]/gm)].flatMap(
    ([, heading = ""]) =>
      prefix.test(heading) ? [heading.replace(prefix, "").replace(/^(["'])(.*)\1$/, "$2")] : [],
  );
}
