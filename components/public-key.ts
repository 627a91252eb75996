const KINDS = ["ssh-ed25519", "ssh-rsa"];

/**
 * Why a text is no public key that EC2 imports: ED25519 or RSA, in OpenSSH's one-line form; undefined when it is one.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html
 */
export function publicKeyFault(text: string): string | undefined {
  if (text.includes("PRIVATE KEY")) return "it is a private key: never give that away";
  const [kind = "", body = "", ...comment] = text.trim().split(" ");
  if (!KINDS.includes(kind)) return `it does not begin with ${KINDS.join(" or ")}`;
  if (comment.join(" ").includes("\n")) return "it is more than one line";
  // The body names the kind once more, behind its length: RFC 4253, 6.6.
  const bytes = Buffer.from(body, "base64");
  const complete = bytes.toString("base64").replace(/=+$/, "") === body.replace(/=+$/, "");
  const inner = bytes.length > 4 ? bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString() : "";
  if (!complete || inner !== kind) return "it is cut off or mistyped";
  return undefined;
}
