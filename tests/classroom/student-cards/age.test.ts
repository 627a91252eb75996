import assert from "node:assert/strict";
import { AgeError, decrypted, encrypted } from "../../../classroom/student-cards/age.ts";

const PASSPHRASE = "four words of mine";

/** Of scrypt's cost, for tests. */
const LOW = 4;

/** Made by age-encryption 0.3.1, the implementation in TypeScript by age's author. */
const REFERENCE =
  "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBsYmU0SjNSRURWeFVjWE8wU3Q2TWx3IDQKRTJjK1pGaDlCM1JSbi9vRHVkdGoxV3ZENURDb2MxMFQ4bncwQ0tkZ0FxVQotLS0gQ0o0UlZzSEN2ZFpMUTYzZHNQNStJRjB0ZHpyd3NQbmIyRDYzUi80dnAwQQoOfYmwybikvtxorMymApkm/HevXmyfMIQzySYiTx8YB/cyA4S/CF1eSeUfMDdM";

describe("encrypted cards", () => {
  for (const size of [0, 1, 65_536, 65_537, 200_000])
    it(`come back as they were: ${size} bytes`, () => {
      const content = Buffer.alloc(size, "카드");
      assert.ok(decrypted(encrypted(content, PASSPHRASE, LOW), PASSPHRASE).equals(content));
    });

  it("are in age's own format", () => {
    const content = decrypted(Buffer.from(REFERENCE, "base64"), "네 단어 통과 문구");
    assert.equal(content.toString(), "카드 of s01\n");
  });

  it("have nothing of what is in them, and are other each time", () => {
    const [one, two] = [1, 2].map(() => encrypted(Buffer.from("secret"), PASSPHRASE, LOW));
    assert.ok(one && two && !one.includes("secret") && !one.equals(two));
  });

  it("refuse another passphrase, and say so", () => {
    const file = encrypted(Buffer.from("x"), PASSPHRASE, LOW);
    assert.throws(() => decrypted(file, "another"), /The passphrase is not the one/);
  });

  it("refuse what was changed, cut off, or is something else", () => {
    const file = encrypted(Buffer.alloc(70_000), PASSPHRASE, LOW);
    const changes: Readonly<Record<string, Buffer>> = {
      "a bit of the content": flipped(file, file.length - 20),
      "a bit of the header's seal": flipped(file, file.indexOf("--- ") + 6),
      "cut off between chunks": file.subarray(0, file.length - (70_000 - 65_536) - 16),
      "cut off in a chunk": file.subarray(0, -1),
      "without content": file.subarray(0, file.indexOf("--- ") + 48),
      "a tar": Buffer.from("cards.html"),
      "at a cost of 2^30": Buffer.from(file.toString("latin1").replace(/ 4\n/, " 30\n"), "latin1"),
    };
    for (const [what, changed] of Object.entries(changes))
      assert.throws(() => decrypted(changed, PASSPHRASE), AgeError, what);
  });
});

const flipped = (file: Buffer, at: number): Buffer =>
  Buffer.from(file.map((byte, index) => (index === at ? byte ^ 1 : byte)));
