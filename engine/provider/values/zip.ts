import zlib from "node:zlib";

/** 1 January 1980, the earliest date in a zip file; midnight is 0. */
const FIRST_DATE = 0x0021;
/** A regular file that everybody may read and execute, in Unix format. */
const MODE = 0o100755 * 0x10000;

/** Packs files, by path, into a zip file with fixed dates and order: the same files result in the same bytes. */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const members: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const packed = zlib.deflateRawSync(content);
    const header = commonHeader(name, content, packed);
    const member = Buffer.concat([Buffer.from("PK\x03\x04"), header, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(MODE, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03"), header, place, Buffer.from(name));
    members.push(member);
    offset += member.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...members, listing, ending(files.size, listing.length, offset)]);
}

/** The fields that a member's header and its directory entry have in common. */
function commonHeader(name: string, content: Buffer, packed: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0); // version needed
  header.writeUInt16LE(0x0800, 2); // names are UTF-8
  header.writeUInt16LE(8, 4); // deflate
  header.writeUInt16LE(FIRST_DATE, 8);
  header.writeUInt32LE(zlib.crc32(content), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

function ending(count: number, listingSize: number, listingOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listingSize, 12);
  end.writeUInt32LE(listingOffset, 16);
  return end;
}
