import type { StackFile } from "../pulumi/stack-file.ts";

/** The accounts that AWS's provider may work in: a key of a stack's settings. */
const KEY = "aws:allowedAccountIds";

/** What a stack's settings lack to keep Pulumi, also plain Pulumi, in the account that was proven to be the stack's. */
export const missingAccounts = (
  config: StackFile["config"],
  account: string,
): Readonly<Record<string, string>> => (KEY in config ? {} : { [KEY]: JSON.stringify([account]) });
