import { styleText } from "node:util";
import { encode, renderUnicodeCompact } from "uqr";
import { type Html, markup } from "../html/markup.ts";

/** Light modules around the code, which a reader needs to find it. */
const QUIET = 4;

/** In bytes. A longer text needs modules too small for a phone camera. */
const LONGEST = 300;

/**
 * A QR code as a drawing: dark on light whatever the page's colours, so that every phone can read it.
 *
 * @returns undefined for a text that is too long
 */
export function qrOf(text: string, label: string): Html | undefined {
  if (Buffer.byteLength(text) > LONGEST) return undefined;
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data.flatMap((row, y) => runsIn(row).map(([x, length]) => `M${x} ${y}h${length}`));
  return markup`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path stroke="#000" transform="translate(0 .5)" d="${path.join("")}"/></svg>`;
}

/** A QR code as lines for a terminal: dark on light whatever the terminal's colours. */
export const qrInTerminal = (text: string): string =>
  renderUnicodeCompact(text, { ecc: "M", border: QUIET })
    .split("\n")
    .map((line) => styleText(["whiteBright", "bgBlack"], line))
    .join("\n");

/** Runs of dark modules in a row: where they start, and how long they are. */
function runsIn(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}

/** Whether only this machine can open the address: on a phone, the same name means the phone itself. */
export function isOfThisMachine(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
