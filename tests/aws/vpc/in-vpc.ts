import type { Finder, Thing } from "../../../aws/contract/finder.ts";
import { type Fakes, fakePlace } from "../../support/fake-place.ts";

export const IN_VPC = [{ how: "in", id: "vpc-1", bond: "inside" }];
export const NEVER = () => Promise.resolve();

/** What a finder finds at an EC2 with these answers. */
export async function found(finder: Finder, ec2: Fakes[string]): Promise<readonly Thing[]> {
  const all = await finder.find(fakePlace({ ec2 }));
  return all.filter((each): each is Thing => "ties" in each);
}

export const shown = (things: readonly Thing[]) =>
  things.map(({ id, ties, going = false }) => [id, ties, going]);

/** Answers that note the calls. */
export const noting = (calls: unknown[], ...methods: readonly string[]): Fakes[string] =>
  Object.fromEntries(
    methods.map((method) => [method, (input: object) => void calls.push([method, input])]),
  );
