import { type Emulator, EmulatorError } from "./emulator.ts";

/**
 * Every resource that the emulated account holds, in any region, and a fresh account would not: what AWS makes by
 * itself is left out.
 *
 * @returns sorted lines such as `ec2/VPC vpc-0a1b2c3d (ap-northeast-1)`
 * @throws EmulatorError when the emulator does not answer
 */
export async function inventory(emulator: Emulator): Promise<string[]> {
  const response = await fetch(`${emulator.endpoint}/moto-api/class/inventory`);
  if (!response.ok) {
    throw new EmulatorError(
      `${emulator.endpoint} cannot list what it holds: HTTP ${response.status}`,
    );
  }
  return (await response.json()) as string[];
}
