import { createHash, createHmac } from "node:crypto";

/** An access key for signing requests. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A POST request to a service's root. */
export interface Post {
  readonly url: URL;
  readonly body: string;
  /** @default a form's content type */
  readonly contentType?: string;
  /** The operation to call, for services that use JSON. */
  readonly target?: string;
  readonly region: string;
  readonly service: string;
  readonly keys: Keys;
  readonly now: Date;
}

const FORM = "application/x-www-form-urlencoded";

/**
 * The headers of a POST request, signed with AWS Signature Version 4.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(post: Post): Record<string, string> {
  const { url, body, region, service, keys, now, contentType = FORM, target } = post;
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = {
    "content-type": contentType,
    host: url.host,
    "x-amz-date": time,
    ...(keys.sessionToken !== undefined && { "x-amz-security-token": keys.sessionToken }),
    ...(target !== undefined && { "x-amz-target": target }),
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");
  const scope = [time.slice(0, 8), region, service, "aws4_request"];
  const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const credential = `Credential=${keys.accessKeyId}/${scope.join("/")}`;
  const signature = hmac(key, text).toString("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();
