import { Aws } from "../../../aws/clients.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import type { Emulator } from "../../../engine/emulator/emulator.ts";
import { sessionElsewhere } from "../../support/engine/other-account.ts";
import type { RemoteClass } from "../remote/remote-class.ts";

const REGION = "ap-northeast-2";

/** The names of the buckets of the other account. */
export async function bucketsElsewhere(emulator: Emulator): Promise<readonly string[]> {
  const session = (await sessionElsewhere(emulator)) as Record<string, string>;
  const env = { ...emulator.env, ...session };
  const s3 = await new Aws({ region: REGION, env }).client(s3Client);
  const { Buckets = [] } = await s3.listBuckets({});
  return Buckets.flatMap(({ Name }) => Name ?? []);
}

/** The published files of class dev, without the part of their names that nobody can guess. */
export async function publishedFiles(stack: RemoteClass): Promise<readonly string[]> {
  const { pages } = JSON.parse(stack.pulumi("stack", "output", "--json", "--stack", "dev")) as {
    pages: { bucketName: string };
  };
  const s3 = await new Aws({ region: REGION, env: stack.emulator.env }).client(s3Client);
  const { Contents = [] } = await s3.listObjectsV2({ Bucket: pages.bucketName });
  return Contents.map(({ Key = "" }) => Key.replace(/-[\w-]{22}(?=\/)/, ""));
}
