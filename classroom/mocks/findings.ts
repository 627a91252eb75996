import type { ClassConfig } from "../../infra/config.ts";
import { buildClass } from "../../infra/program.ts";
import { type Finding, judge } from "../../policy/judge.ts";
import { settingsOf } from "../../policy/settings.ts";
import { declaredOnMocks } from "./declared.ts";

/** What the policies find in a class, before anything is deployed. */
export const findingsOf = async (config: ClassConfig): Promise<Finding[]> =>
  judge(await declaredOnMocks(() => buildClass(config)), settingsOf(config));
