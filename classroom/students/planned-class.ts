import { newClassId } from "../../infra/class-id.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import type { StudentPlace } from "../../infra/students/settings.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import type { Report } from "../../lib/progress.ts";
import { changedExpiry, type ExpiryChange } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localExpiry } from "../local/local-settings.ts";
import { EACH, refuseEncryptedEach } from "../pulumi/secrets/encrypted-each.ts";
import { configValues, type StackFile } from "../pulumi/stack-file.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { type ClassPlan, classPlan } from "./class-plan.ts";
import { studentsPlace } from "./place.ts";
import { asDeployed, plannedStudents } from "./student-settings.ts";

/** Input for the plan of a class. */
export interface WantedClass {
  /** Its stack. */
  readonly name: string;
  readonly change: ExpiryChange;
  /** Settings that override its own, by full key. @default none */
  readonly other?: StackFile["config"] | undefined;
  /** Whether the class's stack is up: its end, id and account are then read from it. @default false */
  readonly isUp?: boolean;
  /** USD spent so far, called when it has a limit. @param own the class's settings @default 0 */
  readonly spent?: ((own: ClassConfig) => Promise<number>) | undefined;
  /** Called once the class's own settings are known to be valid. */
  readonly students: () => Promise<readonly StudentPlace[]>;
}

/**
 * Plans a class and its students from the settings; changes nothing.
 *
 * @throws NoStackError, SettingsFileError, SecretSettingError, ConfigError, ExpiryError
 */
export async function plannedClass(
  { name, change, other, isUp = false, spent, students }: WantedClass,
  report: Report,
): Promise<ClassPlan> {
  const { config: written, secrets } = await plainSettings(name, report);
  const { config } = isUp ? await deployed({ config: written }, name, report) : { config: written };
  const now = new Date();
  const settings: StackFile["config"] = { ...config, ...other };
  const current = settings["class:expires"];
  const end = changedExpiry(change, typeof current === "string" ? current : undefined, now);
  const whole = {
    "class:id": newClassId(), // placeholder: prices and policies need one
    ...(name === LOCAL && { "class:expires": localExpiry(new LocalFolder(), now) }),
    ...settings,
    ...(end !== undefined && { "class:expires": end }),
  };
  const values = configValues(whole, name);
  const own = parseConfig({ stack: name, values, now, needsFiles: true, secrets });
  if (own.each === undefined) throw new ConfigError(name, [noEach(name)]);
  const places = await students();
  // Settings that override the stack's own are in plain text.
  if (other?.[EACH] === undefined) refuseEncryptedEach(name, settings[EACH], secrets, places);
  const planned = plannedStudents({ stack: name, config: whole }, places, now);
  return classPlan(own, planned, spent && (() => spent(own)));
}

/** The settings of a deployed class. @throws ClassStackError, NoStackError */
async function deployed(
  file: Pick<StackFile, "config">,
  name: string,
  report: Report,
): Promise<Pick<StackFile, "config">> {
  const { stack } = await studentsPlace(name, report);
  return asDeployed(file, await stack.outputs(), name);
}

const noEach = (name: string) => ({
  key: EACH,
  value: undefined,
  reason: "missing: it says what every student gets",
  fix:
    name === LOCAL
      ? "--labs linux-server,s3-bucket, or class:each in Pulumi.local.yaml"
      : `write class:each with labs below it into Pulumi.${name}.yaml, see docs/class-of-thirty.md`,
});
