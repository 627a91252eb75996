import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const ENGINE = path.resolve(import.meta.dirname, "../../engine");

const LOCK = {
  packages: {
    "": { name: "class" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/only-elsewhere": { version: "1.0.0", optional: true },
  },
};

/** What npm does in the place of an install: removes all that is there, and leaves a Node where it is asked for one. */
export const INSTALLS = `rm -rf node_modules && mkdir -p node_modules/.bin
case "$PWD" in *aws-class-node) mkdir -p node_modules/node-here/bin; : > node_modules/node-here/bin/node ;; esac`;

/** A project of no packages but LOCK's, with our scripts that install them. @returns its folder */
export function madeUpProject(): string {
  const project = mkdtempSync(path.join(os.tmpdir(), "packages-test-"));
  putInto(project, "package-lock.json", JSON.stringify(LOCK));
  mkdirSync(path.join(project, "engine"));
  for (const file of ["packages.mjs", "npm.mjs"])
    copyFileSync(path.join(ENGINE, file), path.join(project, "engine", file));
  putInto(project, "engine/node/package.json", "{}");
  putInto(project, "engine/node/package-lock.json", "{}");
  return project;
}

/** @returns the full name of the file */
export function putInto(project: string, file: string, content: string): string {
  const full = path.join(project, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}
