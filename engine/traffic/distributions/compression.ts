import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip";

/** Sizes that are compressed, in bytes: smaller ones are not worth it, larger ones take too long. */
const LEAST = 1000;
const MOST = 10_000_000;

/** A compression level that is fast enough while others wait. */
const QUALITY = 5;

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html#compressed-content-cloudfront-file-types */
const TYPES: ReadonlySet<string> = new Set([
  ...["application/dash+xml", "application/eot", "application/font", "application/font-sfnt"],
  ...["application/javascript", "application/json", "application/opentype", "application/otf"],
  ...["application/pdf", "application/pkcs7-mime", "application/protobuf", "application/rss+xml"],
  ...["application/truetype", "application/ttf", "application/vnd.apple.mpegurl"],
  ...["application/vnd.mapbox-vector-tile", "application/vnd.ms-fontobject", "application/wasm"],
  ...["application/x-font-opentype", "application/x-font-truetype", "application/x-font-ttf"],
  ...["application/x-httpd-cgi", "application/x-javascript", "application/x-mpegurl"],
  ...["application/x-opentype", "application/x-otf", "application/x-perl", "application/x-ttf"],
  ...["application/xhtml+xml", "application/xml", "font/eot", "font/opentype", "font/otf"],
  ...["font/ttf", "image/svg+xml", "text/css", "text/csv", "text/html", "text/javascript"],
  ...["text/js", "text/plain", "text/richtext", "text/tab-separated-values", "text/xml"],
  ...["text/x-component", "text/x-java-source", "text/x-script", "vnd.apple.mpegurl"],
]);

/** The distribution's encodings that the viewer accepts; the best first. */
export function encodingsOf(
  acceptEncoding: string | undefined,
  offered: readonly Encoding[],
): Encoding[] {
  const accepted = new Map(
    (acceptEncoding ?? "").split(",").map((part) => {
      const [name = "", weight = ""] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return [name, weight === "" || Number(weight) > 0] as const;
    }),
  );
  return offered.filter((encoding) => accepted.get(encoding) ?? accepted.get("*") ?? false);
}

/** An answer from an origin. */
interface Body {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Compresses an answer when CloudFront does; without an accepted encoding, it stays as it is. */
export async function packed(
  { status, headers, body }: Body,
  encoding: Encoding | undefined,
): Promise<Body> {
  if (encoding === undefined || !isCompressible(status, headers, body.length))
    return { status, headers, body };
  const { etag } = headers;
  return {
    status,
    headers: {
      ...headers,
      // The same content in different bytes, so the ETag becomes weak. https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
      ...(etag !== undefined && { etag: etag.replace(/^(?!W\/)/, "W/") }),
      "content-encoding": encoding,
      vary: "Accept-Encoding",
    },
    body: await compressed(body, encoding),
  };
}

function isCompressible(
  status: number,
  headers: Readonly<Record<string, string>>,
  size: number,
): boolean {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  return (
    [200, 403, 404].includes(status) &&
    headers["content-encoding"] === undefined &&
    !(headers["cache-control"] ?? "").includes("no-transform") &&
    TYPES.has(type) &&
    size >= LEAST &&
    size <= MOST
  );
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

const compressed = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === "gzip"
    ? gzipped(body)
    : brotlied(body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
