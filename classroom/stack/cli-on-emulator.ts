import { emulatorEnv } from "../../engine/emulator/emulator-answer.ts";
import type { Language } from "../console/language.ts";

const FIRST: Readonly<Record<Language, string>> = {
  en: "For aws commands, first run this in a new terminal; otherwise they go to your real AWS account:",
  ko: "aws 명령은 새 터미널에서 아래 줄을 먼저 실행한 뒤 쓰세요. 그러지 않으면 실제 AWS 계정으로 갑니다:",
};

/** Also matches within another command. */
const AWS_CLI = /(^|[\s(;|&])aws [a-z-]/;

/**
 * How the AWS CLI in the user's shell reaches the emulated AWS: otherwise its commands go to AWS, with the user's own
 * credentials.
 *
 * @param shown the text shown to the user
 * @returns a sentence and the line to run; empty when the text has no AWS CLI command, or no emulator runs
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
    AWS_DEFAULT_REGION: on.region, // version 1 of the CLI reads only this one
    AWS_PAGER: "", // version 2 would open a pager for a long answer
  });
  return [FIRST[on.language], `export ${variables.map((each) => each.join("=")).join(" ")}`];
}
