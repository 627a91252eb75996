import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { writeWhole } from "../../../lib/files.ts";
import type { Certified } from "./certificates.ts";

const NAME = "aws-class on this machine";

/** Maximum number of certificates, because clients can invent host names. */
const MOST = 200;

/** How long a certificate must still be valid, in milliseconds. */
const LEFT_MS = 7 * 86_400_000;

/**
 * The class's own certificate authority, created on first use. Only our own checks trust it, because anyone with its key could
 * impersonate any server.
 */
export class Authority {
  readonly #folder: string;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  #own: Promise<Certified> | undefined;

  /** @param folder for `authority.pem` and its key, which only its owner can read */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Its certificate, in PEM. */
  async certificate(): Promise<string> {
    return (await this.#authority()).certificate;
  }

  /** The certificate for the server of a host name. */
  async certify(...hosts: string[]): Promise<Certified> {
    const { makeCertificate } = await import("./certificates.ts");
    return makeCertificate({ hosts }, await this.#authority());
  }

  /** The same for Node's servers, created once for each name. */
  contextFor(host: string): Promise<SecureContext> {
    const known = this.#contexts.get(host);
    if (known) return known;
    if (this.#contexts.size >= MOST) this.#contexts.clear();
    const made = this.certify(host).then(({ certificate: cert, key }) =>
      createSecureContext({ cert, key }),
    );
    this.#contexts.set(host, made);
    made.catch(() => this.#contexts.delete(host));
    return made;
  }

  #authority(): Promise<Certified> {
    this.#own ??= this.#make().catch((error: unknown) => {
      this.#own = undefined; // e.g. the disk was full: who asks next tries again
      throw error;
    });
    return this.#own;
  }

  async #make(): Promise<Certified> {
    const [file, keyFile] = ["authority.pem", "authority-key.pem"].map((name) =>
      path.join(this.#folder, name),
    ) as [string, string];
    const kept = read(file, keyFile);
    if (kept) return kept;
    const { makeCertificate } = await import("./certificates.ts");
    const made = await makeCertificate({ authority: NAME });
    writeWhole(keyFile, made.key, 0o600);
    writeWhole(file, made.certificate);
    return made;
  }
}

/** The stored certificate, while it is valid. */
function read(file: string, keyFile: string): Certified | undefined {
  try {
    const certificate = readFileSync(file, "utf8");
    const left = Date.parse(new X509Certificate(certificate).validTo) - Date.now();
    return left > LEFT_MS ? { certificate, key: readFileSync(keyFile, "utf8") } : undefined;
  } catch {
    return undefined;
  }
}
