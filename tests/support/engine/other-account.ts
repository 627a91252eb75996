import { Sts } from "../../../aws/sts/sts.ts";
import type { Emulator } from "../../../engine/emulator/emulator.ts";

/** The emulator knows as many accounts as roles are assumed in. */
export const ELSEWHERE = "222222222222";

/** The variables of a session in another account than the emulator's usual one. */
export async function sessionElsewhere({
  endpoint,
  env,
}: Emulator): Promise<Record<string, string | undefined>> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
  const sts = new Sts({
    region: "ap-northeast-2",
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
  });
  const session = await sts.assumeRole({ roleArn: `arn:aws:iam::${ELSEWHERE}:role/elsewhere` });
  return {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}
