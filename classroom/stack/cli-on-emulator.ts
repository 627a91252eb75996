import { emulatorEnv } from "../../engine/emulator/emulator-answer.ts";
import type { Language } from "../console/language.ts";

const FIRST: Readonly<Record<Language, string>> = {
  en: "For aws commands, first run this in a new terminal; otherwise they go to your real AWS account:",
  ko: "aws 명령은 새 터미널에서 아래 줄을 먼저 실행한 뒤 쓰세요. 그러지 않으면 실제 AWS 계정으로 갑니다:",
};

/** Also within another command. */
const AWS_CLI = /(^|[\s(;|&])aws [a-z-]/;

/**
 * How the AWS CLI in the user's shell reaches the emulated AWS: without it, commands go to AWS, by the user's own credentials.
 *
 * @param shown what is shown to the user
 * @returns a sentence and the line to run; nothing where no command of the AWS CLI is shown, or no emulator runs
 */
export function cliOnEmulator(
  shown: readonly string[],
  on: {
    readonly endpoint: string | undefined;
    readonly region: string;
    readonly language: Language;
  },
): string[] {
  if (on.endpoint === undefined || !shown.some((text) => AWS_CLI.test(text))) return [];
  const variables = Object.entries({
    ...emulatorEnv(on.endpoint),
    AWS_REGION: on.region,
    AWS_DEFAULT_REGION: on.region, // version 1 of the CLI knows this one only
    AWS_PAGER: "", // version 2 would open a pager for a long answer
  });
  return [FIRST[on.language], `export ${variables.map((each) => each.join("=")).join(" ")}`];
}
