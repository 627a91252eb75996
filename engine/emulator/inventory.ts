import type { Report } from "../../lib/progress.ts";
import { ask, type Emulator } from "./emulator-answer.ts";

/**
 * Every resource that the emulated account holds, in any region, and a fresh account would not: what AWS makes by
 * itself is left out.
 *
 * @param report told when it takes long @default nobody
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
