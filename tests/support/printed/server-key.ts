import assert from "node:assert/strict";
import type { UserShell } from "./user-shell.ts";

/** The credentials of a server's role, as a variable of the environment each. @param role its ARN */
export async function serverKey(
  shell: Pick<UserShell, "run">,
  role: unknown,
): Promise<NodeJS.ProcessEnv> {
  const assume = `aws sts assume-role --role-arn ${String(role)} --role-session-name server --query Credentials`;
  const { code, said } = await shell.run(assume);
  assert.equal(code, 0, said);
  const key = JSON.parse(said) as Readonly<Record<string, string>>;
  return {
    AWS_ACCESS_KEY_ID: key.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: key.SecretAccessKey,
    AWS_SESSION_TOKEN: key.SessionToken,
  };
}
