import { Readable } from "node:stream";
import type { GetObjectCommandInput } from "@aws-sdk/client-s3";
import type { Aws } from "../../../aws/clients.ts";
import { isPassing } from "../../../aws/errors.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import { errorMessage } from "../../../lib/errors.ts";
import { unzip } from "./unzip.ts";

/** A bundle that cannot be deployed here, however often it is tried. */
export class BundleError extends Error {}

/** How large a zip file may be. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The files of a zip file in S3, by name.
 *
 * @throws BundleError when it is missing, too large, or not a zip file
 */
export async function filesOf(
  aws: Pick<Aws, "client">,
  region: string,
  object: GetObjectCommandInput,
): Promise<Map<string, Buffer>> {
  const s3 = await aws.client(s3Client, region);
  const { Body, ContentLength = 0 } = await s3.getObject(object).catch((error: unknown) => {
    throw isPassing(error) ? error : new BundleError(errorMessage(error), { cause: error });
  });
  if (ContentLength > MOST_BYTES) {
    if (Body instanceof Readable) Body.destroy();
    throw new BundleError(`the bundle has ${ContentLength} bytes, and ${MOST_BYTES} are the most`);
  }
  const archive = Buffer.from((await Body?.transformToByteArray()) ?? []);
  try {
    return unzip(archive);
  } catch (error) {
    throw new BundleError(errorMessage(error), { cause: error });
  }
}
