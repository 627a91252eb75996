import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import forge from "node-forge";

/** A certificate and its private key, in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** The purpose of a certificate: an authority, or servers with these host names. */
export type Purpose = { readonly authority: string } | { readonly hosts: readonly string[] };

const DAY_MS = 86_400_000;
/** Longer than any class; browsers and clients accept no longer validity for a server. */
const DAYS = 390;

const generate = promisify(generateKeyPair);

const makeKeys = () =>
  generate("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });

let serverKeys: ReturnType<typeof makeKeys> | undefined;

/** The same for all servers of this process: a pair takes up to a second of CPU time, and anybody can ask for many names. */
function keysOfServers(): ReturnType<typeof makeKeys> {
  serverKeys ??= makeKeys().catch((error: unknown) => {
    serverKeys = undefined;
    throw error;
  });
  return serverKeys;
}

/**
 * Creates a certificate.
 *
 * @param issuer who signs it @default it signs itself
 */
export async function makeCertificate(purpose: Purpose, issuer?: Certified): Promise<Certified> {
  const { publicKey, privateKey } = await ("authority" in purpose ? makeKeys() : keysOfServers());
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // Positive, as RFC 5280 (4.1.2.2) requires.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAYS * DAY_MS);
  const subject = [{ name: "commonName", value: nameOf(purpose) }];
  certificate.setSubject(subject);
  const by = issuer && forge.pki.certificateFromPem(issuer.certificate);
  certificate.setIssuer(by ? by.subject.attributes : subject);
  certificate.setExtensions(extensionsOf(purpose));
  certificate.sign(
    forge.pki.privateKeyFromPem(issuer?.key ?? privateKey),
    forge.md.sha256.create(),
  );
  return { certificate: forge.pki.certificateToPem(certificate), key: privateKey };
}

/** A common name has 64 characters at most; clients use the alternative names. */
const nameOf = (purpose: Purpose): string =>
  "authority" in purpose ? purpose.authority : (purpose.hosts[0] ?? "").slice(0, 64);

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1 */
function extensionsOf(purpose: Purpose): object[] {
  if ("authority" in purpose)
    return [
      { name: "basicConstraints", cA: true, critical: true, pathLenConstraint: 0 },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      { name: "subjectKeyIdentifier" },
    ];
  const DNS = 2;
  return [
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: purpose.hosts.map((value) => ({ type: DNS, value })) },
  ];
}
