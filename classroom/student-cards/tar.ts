const BLOCK = 512;

/** Files by name, as a tar archive (ustar), which any system can unpack. */
export function tarOf(files: ReadonlyMap<string, Uint8Array>, now = new Date()): Buffer {
  const blocks = [...files].flatMap(([name, content]) => {
    const rest = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
    return [headerOf(name, content.length, now), content, rest];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

function headerOf(name: string, size: number, now: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  const write = (text: string, at: number) => header.write(text, at, "latin1");
  write(name, 0);
  write(octal(0o600, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(Math.floor(now.getTime() / 1000), 11), 136);
  write(" ".repeat(8), 148); // the checksum counts itself as spaces
  write("0", 156);
  write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** The files in such an archive. */
export function filesIn(archive: Uint8Array): ReadonlyMap<string, Buffer> {
  const all = Buffer.from(archive);
  const files = new Map<string, Buffer>();
  for (let at = 0; at < all.length && all[at] !== 0;) {
    const name = textAt(all, at, 100);
    const size = Number.parseInt(textAt(all, at + 124, 12), 8);
    files.set(name, all.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

const textAt = (all: Buffer, at: number, length: number): string =>
  all.toString("latin1", at, at + length).replace(/[\0 ].*$/s, "");
