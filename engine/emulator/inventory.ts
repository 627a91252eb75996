import type { Report } from "../../lib/progress.ts";
import { ask, type Emulator } from "./emulator-answer.ts";

/**
 * Every resource of the emulated account, in any region, without those that every new account has.
 *
 * @param report called when it takes long @default not called
 * @returns sorted lines such as `ec2/VPC vpc-0a1b2c3d (ap-northeast-1)`
 * @throws EmulatorError when the emulator does not answer
 */
export async function inventory(
  { endpoint }: Emulator,
  report: Report = () => undefined,
): Promise<string[]> {
  const asked = { route: "class/inventory", title: "Listing what the emulator holds" };
  return (await (await ask(endpoint, asked, report)).json()) as string[];
}
