import zlib from "node:zlib";

/** Maximum size of a bundle: more would not fit on a server's disk here. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 1000;

/** Bytes that Linux allows in a name, and in a path: 4,096, with room for the folder that a bundle is unpacked to. */
const LONGEST_NAME = 255;
const LONGEST_PATH = 3072;

/** Signatures and lengths (without names) of a zip file's records. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const END = { mark: Buffer.from("PK\x05\x06"), length: 22 };
const ENTRY = { mark: Buffer.from("PK\x01\x02"), length: 46 };
const HEADER_LENGTH = 30;

const [STORED, DEFLATED] = [0, 8];

/**
 * The files in a zip file, by name; folders are left out.
 *
 * @throws when it is not a zip file, is encrypted, contains more than 16 MiB or 1,000 files, or names that files on Linux cannot have
 */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(END.mark);
  if (end < 0 || end + END.length > archive.length) throw new Error("not a valid zip file");
  const count = archive.readUInt16LE(end + 10);
  if (count > MOST_FILES) throw new Error(`it holds more than ${MOST_FILES} files`);
  let left = MOST_BYTES;
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    if (!archive.subarray(at, at + 4).equals(ENTRY.mark))
      throw new Error("its directory is damaged");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      archive.readUInt16LE(at + field),
    ) as [number, number, number];
    const name = archive.toString("utf8", at + ENTRY.length, at + ENTRY.length + nameLength);
    if (!name.endsWith("/")) {
      const content = contentAt(archive, at, left);
      left -= content.length;
      files.set(name, content);
    }
    at += ENTRY.length + nameLength + extraLength + commentLength;
  }
  checkNames([...files.keys()]);
  return files;
}

/** @throws when a name leads out of the bundle, is too long, or is both that of a file and of a folder */
function checkNames(names: readonly string[]): void {
  const paths = names.map((name) => name.split("/").filter((part) => part !== "" && part !== "."));
  paths.forEach((parts, at) => {
    if (parts.length === 0 || parts.some((part) => part === ".." || part.includes("\0")))
      throw new Error(`${JSON.stringify(names[at])} in it is not the name of a file`);
    for (const part of parts) checkLength("name", part, LONGEST_NAME);
    checkLength("path", parts.join("/"), LONGEST_PATH);
  });
  // Sorted like this, a file comes right before what is in a folder of its name.
  const sorted = paths.map((parts) => parts.join("\0")).sort();
  const both = sorted.find((each, at) => sorted[at + 1]?.startsWith(`${each}\0`));
  if (both !== undefined)
    throw new Error(`${both.replaceAll("\0", "/")} in it is both a file and a folder`);
}

function checkLength(kind: "name" | "path", text: string, most: number): void {
  const length = Buffer.byteLength(text);
  if (length > most)
    throw new Error(
      `a ${kind} in it has ${length} bytes, and ${most} are the most: ${text.slice(0, 40)}…`,
    );
}

/** The content of a directory entry. */
function contentAt(archive: Buffer, entry: number, left: number): Buffer {
  if ((archive.readUInt16LE(entry + 8) & 1) === 1) throw new Error("it is encrypted");
  const method = archive.readUInt16LE(entry + 10);
  const packedLength = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  const start =
    header + HEADER_LENGTH + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(start, start + packedLength);
  if (method === DEFLATED) return zlib.inflateRawSync(packed, { maxOutputLength: left + 1 });
  if (method === STORED && packed.length <= left) return packed;
  throw new Error("it is compressed in an unsupported way, or too large");
}
