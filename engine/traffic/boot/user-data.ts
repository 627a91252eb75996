import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { z } from "zod";
import { quoted } from "./shell.ts";

/** User data as parsed by cloud-init. */
export interface FirstBoot {
  /** Scripts to run, in order; each starts with `#!`. */
  readonly scripts: readonly string[];
  /** Scripts to run before them, at every boot. @default it is not a boot */
  readonly everyBoot?: readonly string[];
  /** Files to write before them. */
  readonly files: readonly WrittenFile[];
  /** Parts that are not supported here, one sentence each. */
  readonly notes: readonly string[];
}

export interface WrittenFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** @default 0o644 */
  readonly mode?: number;
}

/** The folder of scripts that cloud-init runs at every boot. */
const PER_BOOT = "/var/lib/cloud/scripts/per-boot";

/** EC2 accepts 16 KB; decompressed content may be larger, but must be limited. */
const MOST_BYTES = 1024 * 1024;

/** Maximum nesting of multipart messages. */
const MOST_LEVELS = 3;

/**
 * Parses user data like cloud-init: scripts, cloud-config (packages, write_files, bootcmd, runcmd), boothooks, scripts for every
 * boot, and multipart messages of them, with or without gzip.
 * https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 *
 * @param userData in base64, as in EC2's API; base64 within base64 is read, too
 * @throws when it is not valid gzip, YAML or multipart, or larger than 1 MiB
 */
export function readUserData(userData: string): FirstBoot {
  return join(readPart(unpacked(Buffer.from(userData, "base64")), 0));
}

function readPart(text: string, level: number, type = ""): FirstBoot[] {
  if (text.trim() === "") return [];
  if (/^(content-type: *multipart\/|mime-version:)/im.test(head(text)) && level < MOST_LEVELS)
    return readMultipart(text, level);
  if (text.startsWith("#cloud-config") || type === "text/cloud-config") return [readConfig(text)];
  if (text.startsWith("#cloud-boothook") || type === "text/cloud-boothook")
    return [{ ...NOTHING, everyBoot: [text.replace(/^#cloud-boothook[^\n]*\n/, "")] }];
  if (type === "text/x-shellscript-per-boot") {
    const path = `${PER_BOOT}/${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
    return [{ ...NOTHING, files: [{ path, content: text, mode: 0o755 }] }];
  }
  if (text.startsWith("#!")) return [{ ...NOTHING, scripts: [text] }];
  const first = text.split("\n", 1)[0]?.slice(0, 40) ?? "";
  return [note(`user data that begins with "${first}" is not run here`)];
}

/** A list of words is a command, too. */
const COMMANDS = z.array(z.union([z.string(), z.array(z.union([z.string(), z.number()]))]));

/** Supported keys of cloud-config. */
const CONFIG = z.looseObject({
  packages: z.array(z.union([z.string(), z.array(z.string())])).default([]),
  write_files: z
    .array(
      z.object({
        path: z.string(),
        content: z.string().default(""),
        encoding: z.string().default("text/plain"),
        permissions: z.union([z.string(), z.number()]).default("0644"),
      }),
    )
    .default([]),
  bootcmd: COMMANDS.default([]),
  runcmd: COMMANDS.default([]),
});

const WITHOUT_EFFECT = ["package_update", "package_upgrade", "repo_update", "repo_upgrade"];

function readConfig(text: string): FirstBoot {
  const { packages, write_files, bootcmd, runcmd, ...others } = CONFIG.parse(parse(text) ?? {});
  const names = packages.map((each) => (typeof each === "string" ? each : (each[0] ?? "")));
  const install = names.map((each) => `dnf install --assumeyes ${quoted(each)}`);
  return {
    scripts: scriptOf([...install, ...linesOf(runcmd)]),
    everyBoot: scriptOf(linesOf(bootcmd)),
    files: write_files.map(({ path, content, encoding, permissions }) => ({
      ...{ path, content: decoded(content, encoding) },
      // YAML 1.1 reads 0755 as octal, the parser here as decimal digits.
      mode: Number.parseInt(String(permissions), 8),
    })),
    notes: Object.keys(others)
      .filter((key) => !WITHOUT_EFFECT.includes(key))
      .map((key) => `cloud-config: ${key} is not run here`),
  };
}

const linesOf = (commands: z.infer<typeof COMMANDS>): string[] =>
  commands.map((each) =>
    typeof each === "string" ? each : each.map((word) => quoted(String(word))).join(" "),
  );

const scriptOf = (lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`#!/bin/sh\n${lines.join("\n")}\n`];

function decoded(content: string, encoding: string): string {
  if (/b64|base64/.test(encoding)) {
    const bytes = Buffer.from(content, "base64");
    return isGzip(bytes) ? gunzip(bytes) : bytes.toString();
  }
  return content;
}

/** https://www.rfc-editor.org/rfc/rfc2046#section-5.1, limited to what cloud-init's own tools write. */
function readMultipart(text: string, level: number): FirstBoot[] {
  const [, boundary] = /boundary="?([^"\r\n;]+)"?/i.exec(head(text)) ?? [];
  if (boundary === undefined) throw new Error("user data: a multipart message without a boundary");
  const [, ...parts] = `\n${text.replaceAll("\r\n", "\n")}`.split(`\n--${boundary.trim()}`);
  return parts
    .filter((part) => !part.startsWith("--"))
    .flatMap((part) => {
      const headers = head(part.replace(/^[^\n]*\n/, ""));
      const body = part.slice(part.indexOf("\n\n") + 2);
      const [, type] = /^content-type: *([^\s;]+)/im.exec(headers) ?? [];
      const [, encoding] = /^content-transfer-encoding: *(\S+)/im.exec(headers) ?? [];
      if (type?.startsWith("multipart/") === true)
        return readPart(`${headers}\n\n${body}`, level + 1);
      const content = encoding?.toLowerCase() === "base64" ? Buffer.from(body, "base64") : body;
      return readPart(
        typeof content === "string" ? content : unpacked(content),
        level + 1,
        type?.toLowerCase(),
      );
    });
}

/** Headers: everything before the first empty line. */
const head = (text: string): string => text.split(/\r?\n\r?\n/, 1)[0] ?? "";

function unpacked(bytes: Buffer): string {
  if (isGzip(bytes)) return gunzip(bytes);
  const text = bytes.toString();
  if (bytes.length > 0 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) {
    const inner = Buffer.from(text, "base64");
    if (isGzip(inner)) return gunzip(inner);
    if (/^(#|content-type:|mime-version:)/i.test(inner.toString())) return inner.toString();
  }
  return text;
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const gunzip = (bytes: Buffer): string =>
  gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString();

const NOTHING: FirstBoot = { scripts: [], files: [], notes: [] };

const note = (text: string): FirstBoot => ({ ...NOTHING, notes: [text] });

const join = (parts: readonly FirstBoot[]): FirstBoot => ({
  scripts: parts.flatMap(({ scripts }) => scripts),
  everyBoot: parts.flatMap(({ everyBoot = [] }) => everyBoot),
  files: parts.flatMap(({ files }) => files),
  notes: parts.flatMap(({ notes }) => notes),
});
