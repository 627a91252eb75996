import type { IAM } from "@aws-sdk/client-iam";
import { z } from "zod";
import { all } from "../../aws/contract/finder.ts";
import { isAbsence } from "../../aws/errors.ts";
import { cleanedUp } from "../../lib/errors.ts";
import type { Leftover } from "../search/leftover.ts";

/** Which logins are denied, by user name: all of a group but some, or only some. */
export type Denied = { readonly except: readonly string[] } | { readonly only: readonly string[] };

/** @param users undefined for all @returns which logins are denied after adding these */
export function frozen(now: Denied, users: readonly string[] | undefined): Denied {
  if (users === undefined) return { except: [] };
  return "except" in now
    ? { except: without(now.except, users) }
    : { only: together(now.only, users) };
}

/** @param users undefined for all @returns which logins are denied after removing these */
export function thawed(now: Denied, users: readonly string[] | undefined): Denied {
  if (users === undefined) return NOBODY;
  return "except" in now
    ? { except: together(now.except, users) }
    : { only: without(now.only, users) };
}

export const NOBODY: Denied = { only: [] };

export const isFrozen = (denied: Denied): boolean => "except" in denied || denied.only.length > 0;

const without = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((each) => !some.includes(each));
const together = (all: readonly string[], more: readonly string[]): string[] => [
  ...new Set([...all, ...more]),
];

/** An inline policy of the group: students can change neither the group nor their membership, and Pulumi does not track it. */
const POLICY = "class-frozen";

/** Whether an attachment of a group is our denial. */
export const isDenial = ({ kind, id }: Pick<Leftover, "kind" | "id">): boolean =>
  kind === "inline policy" && id.startsWith(`${POLICY} (`);

const DOCUMENT = z.object({
  Statement: z.tuple([
    z.object({
      Condition: z
        .object({
          StringEquals: z.object({ "aws:username": z.array(z.string()) }).optional(),
          StringNotEquals: z.object({ "aws:username": z.array(z.string()) }).optional(),
        })
        .optional(),
    }),
  ]),
});

/** The policy that denies them everything, both in the console and with access keys. */
export function denial(denied: Denied): string {
  const condition =
    "only" in denied
      ? { StringEquals: { "aws:username": denied.only } }
      : denied.except.length > 0 && { StringNotEquals: { "aws:username": denied.except } };
  const statement = { Sid: "Frozen", Effect: "Deny", Action: "*", Resource: "*" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(condition && { Condition: condition }) }],
  });
}

/** @param text as written by `denial` */
export function deniedBy(text: string): Denied {
  const { Condition } = DOCUMENT.parse(JSON.parse(text)).Statement[0];
  if (Condition?.StringEquals) return { only: Condition.StringEquals["aws:username"] };
  return { except: Condition?.StringNotEquals?.["aws:username"] ?? [] };
}

/** The logins of a group of students. */
export class FrozenLogins {
  readonly #iam: IAM;
  readonly #group: { readonly GroupName: string };

  constructor(iam: IAM, GroupName: string) {
    this.#iam = iam;
    this.#group = { GroupName };
  }

  /** The names of its users. */
  async members(): Promise<readonly string[]> {
    const users = await all(this.#iam.paginateGetGroup(this.#group), ({ Users }) => Users);
    return users.flatMap(({ UserName }) => UserName ?? []);
  }

  async denied(): Promise<Denied> {
    try {
      const which = { ...this.#group, PolicyName: POLICY };
      const { PolicyDocument = "" } = await this.#iam.getGroupPolicy(which);
      return deniedBy(decodeURIComponent(PolicyDocument));
    } catch (error) {
      if (isAbsence(error)) return NOBODY;
      throw error;
    }
  }

  /** @param users only these @default all, including those added later */
  async freeze(users?: readonly string[]): Promise<void> {
    await this.#deny(frozen(await this.denied(), users));
  }

  /** @param users only these @default all */
  async thaw(users?: readonly string[]): Promise<void> {
    await this.#deny(thawed(await this.denied(), users));
  }

  /**
   * Runs `work`, which deletes the group, without the denial, because it would block that. If the group stays, its students are
   * denied again.
   */
  async without<T>(work: () => Promise<T>): Promise<T> {
    const denied = await this.denied();
    await this.#deny(NOBODY);
    return cleanedUp(work, () =>
      this.#deny(denied).catch((error: unknown) => {
        if (!isAbsence(error)) throw error; // the group is gone, as intended
      }),
    );
  }

  async #deny(denied: Denied): Promise<void> {
    const which = { ...this.#group, PolicyName: POLICY };
    if (isFrozen(denied)) {
      await this.#iam.putGroupPolicy({ ...which, PolicyDocument: denial(denied) });
      return;
    }
    await this.#iam.deleteGroupPolicy(which).catch((error: unknown) => {
      if (!isAbsence(error)) throw error;
    });
  }
}
