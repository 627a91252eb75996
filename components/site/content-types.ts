import mime from "mime";

const UNKNOWN = "application/octet-stream";
const TEXT = /^text\/|[/+](json|xml|javascript)$/;

/** The Content-Type of a file by its extension, with UTF-8 for text: S3's default would be binary/octet-stream. */
export function contentType(path: string): string {
  const type = mime.getType(path) ?? UNKNOWN;
  return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}
