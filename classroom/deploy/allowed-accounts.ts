import type { StackFile } from "../pulumi/stack-file.ts";

/** The stack setting with the accounts that the AWS provider may work in. */
const KEY = "aws:allowedAccountIds";

/** Settings that a stack lacks to keep Pulumi, also plain Pulumi, in its proven account. */
export const missingAccounts = (
  config: StackFile["config"],
  account: string,
): Readonly<Record<string, string>> => (KEY in config ? {} : { [KEY]: JSON.stringify([account]) });
