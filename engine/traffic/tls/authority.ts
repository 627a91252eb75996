import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { writeWhole } from "../../../lib/files.ts";
import type { Certified } from "./certificates.ts";

const NAME = "aws-class on this machine";

/** Host names are made up by whoever asks. */
const MOST = 200;

/** How long a certificate has to be good for yet, in milliseconds. */
const LEFT_MS = 7 * 86_400_000;

/**
 * A certificate authority of this class's own, made when it is first needed. Nothing but our own checks trusts it: who has its
 * key could stand for any server.
 */
export class Authority {
  readonly #folder: string;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  #own: Promise<Certified> | undefined;

  /** @param folder where it is kept: `authority.pem` and its key, which only its owner can read */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Its certificate, in PEM. */
  async certificate(): Promise<string> {
    return (await this.#authority()).certificate;
  }

  /** What the server of a host name shows. */
  async certify(...hosts: string[]): Promise<Certified> {
    const { makeCertificate } = await import("./certificates.ts");
    return makeCertificate({ hosts }, await this.#authority());
  }

  /** The same, for Node's servers, made once for each name. */
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

/** What is kept, while it is good. */
function read(file: string, keyFile: string): Certified | undefined {
  try {
    const certificate = readFileSync(file, "utf8");
    const left = Date.parse(new X509Certificate(certificate).validTo) - Date.now();
    return left > LEFT_MS ? { certificate, key: readFileSync(keyFile, "utf8") } : undefined;
  } catch {
    return undefined;
  }
}
