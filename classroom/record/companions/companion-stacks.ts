import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { z } from "zod";
import { errorMessage } from "../../../lib/errors.ts";
import { PulumiError } from "../../pulumi/pulumi-error.ts";
import type { QueriedStack } from "../../pulumi/stack-state.ts";

const LISTED = z.array(z.object({ name: z.string(), lastUpdate: z.string().optional() }));

const ROOT = z.object({ outputs: z.object({ content: z.string() }).optional() });
const EXPORTED = z.object({
  deployment: z.object({ resources: z.array(ROOT).nullish() }).nullish(),
});

/** How often, and how long after, a command is repeated because another one is changing the same companion at that moment. */
const TRIES = 5;
const PAUSE_MS = 700;

const isMissing = (error: unknown): boolean =>
  /no stack named '[^']*' found/.test(errorMessage(error));
const isThere = (error: unknown): boolean =>
  /stack '[^']*' already exists/.test(errorMessage(error));
const isLocked = (error: unknown): boolean => errorMessage(error).includes("currently locked");

/**
 * Small stacks that hold a text each, in a project of their own beside a stack: Pulumi stores them wherever its state is, with the
 * credentials that it has. They have no resources, and no secret.
 */
export class CompanionStacks {
  /** Its project. On PostgreSQL, Pulumi lists the first 1000 keys only: those of the class's stacks come before these. */
  readonly project: string;
  readonly #stack: QueriedStack;
  readonly #url: string;

  /** @param url of the backend */
  constructor(stack: QueriedStack, url: string) {
    this.project = `records-of-aws-class.${stack.name}`;
    this.#stack = stack;
    this.#url = url;
  }

  /** The companions, and when each was written. */
  async list(): Promise<ReadonlyMap<string, string>> {
    const listed = LISTED.parse(JSON.parse(await this.#pulumi(["stack", "ls", "--json"])));
    return new Map(listed.map(({ name, lastUpdate = "" }) => [name, lastUpdate]));
  }

  /** @returns undefined when there is no such companion, or nothing was written to it */
  async read(name: string): Promise<string | undefined> {
    try {
      const text = await this.#pulumi(["stack", "export", "--stack", name]);
      const [root] = EXPORTED.parse(JSON.parse(text)).deployment?.resources ?? [];
      return root?.outputs?.content;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Makes a companion, unless there is one. */
  async create(name: string): Promise<void> {
    await this.#change(name, ["stack", "init", name, "--no-select"]).catch((error: unknown) => {
      if (!isThere(error)) throw error;
    });
  }

  /** @returns whether there is such a companion */
  async write(name: string, content: string, now = new Date()): Promise<boolean> {
    const urn = `urn:pulumi:${name}::${this.project}::pulumi:pulumi:Stack::${this.project}-${name}`;
    const root = { urn, custom: false, type: "pulumi:pulumi:Stack", outputs: { content } };
    const manifest = { time: now.toISOString(), magic: "", version: "" };
    const state = JSON.stringify({ version: 3, deployment: { manifest, resources: [root] } });
    try {
      await this.#change(name, ["stack", "import", "--stack", name, "--file", STATE], state);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Deletes a companion; it may be gone already. */
  async remove(name: string): Promise<void> {
    const args = ["stack", "rm", name, "--yes", "--remove-backups"];
    await this.#change(name, args).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  /** The command that removes one. */
  removal(name: string): string {
    return `npm run pulumi -- stack rm ${this.#fullName(name)} --yes`;
  }

  #fullName(name: string): string {
    return `organization/${this.project}/${name}`;
  }

  async #change(name: string, args: readonly string[], state?: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#pulumi(args, { locks: true, state });
        return;
      } catch (error) {
        if (!isLocked(error)) throw error;
        if (tries === TRIES)
          throw new PulumiError(
            `${errorMessage(error)}\n  fix: if that process was killed: npm run pulumi -- cancel --yes --stack ${this.#fullName(name)}`,
          );
      }
      await sleep(PAUSE_MS * (1 + Math.random())); // so that two do not meet again
    }
  }

  /** Runs a command in the companions' project. @param state for the file that the command reads */
  async #pulumi(
    args: readonly string[],
    { locks = false, state }: { locks?: boolean; state?: string | undefined } = {},
  ): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), "aws-class-record-"));
    try {
      const project = stringify({ name: this.project, runtime: "nodejs" });
      writeFileSync(path.join(folder, "Pulumi.yaml"), project);
      if (state !== undefined) writeFileSync(path.join(folder, STATE), state, { mode: 0o600 });
      // No passphrase: whoever reads the backend may read these, whatever protects the secrets of the class.
      const env = { PULUMI_BACKEND_URL: this.#url, PULUMI_CONFIG_PASSPHRASE: "" };
      return await this.#stack.capture([...args, "--cwd", folder], { locks, env });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const STATE = "state.json";
