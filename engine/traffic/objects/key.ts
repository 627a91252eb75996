/** The decoded key in a path; undefined when it cannot be decoded. */
export function keyIn(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path.slice(1));
    return key.includes("\0") ? undefined : key;
  } catch {
    return undefined;
  }
}
