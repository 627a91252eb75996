import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Instance } from "@aws-sdk/client-ec2";
import { writeWhole } from "../../../lib/files.ts";
import { bootServer, readBoot, restartServer, runOnServer } from "../server/boot.ts";
import type { ServerFacts } from "../server/facts.ts";
import { type Boot, ended } from "../server/outcome.ts";
import type { Account } from "./account.ts";
import type { ServerId } from "./connection.ts";
import { factsOf } from "./facts.ts";
import { originOf } from "./origin.ts";
import { Slots } from "./slots.ts";
import { type StackInit, StackInits } from "./stacks/stack-init.ts";
import { TemplateError } from "./stacks/template.ts";

/** A server as it was last seen. */
interface Seen {
  readonly boot: Boot;
  /** When it was launched, or started again after a stop. */
  readonly launched: string;
  /** Which form of its template's part for cfn-init was carried out. */
  readonly init: string;
}

/** Sandboxes side by side; each takes most of a core for half a second. */
const SIDE_BY_SIDE = 2;

/** What a server does when cfn-hup sees that its stack's template has changed. */
const CFN_INIT = { scripts: ["#!/bin/bash\n/opt/aws/bin/cfn-init\n"], files: [], notes: [] };

/** Servers after their boots: each boots once, when it is asked for, and is kept in a folder of its own. */
export class Boots {
  readonly #account: Account;
  readonly #folder: string;
  readonly #inits: StackInits;
  readonly #slots = new Slots(SIDE_BY_SIDE);
  readonly #seen = new Map<string, Promise<Seen>>();
  readonly #said = new Set<string>();

  constructor(account: Account, folder: string) {
    this.#account = account;
    this.#folder = folder;
    this.#inits = new StackInits(account.emulated);
  }

  /** A server as it is now: after its first boot, its last start, and the last change of its stack. */
  async of(id: ServerId, instance: Instance): Promise<Boot> {
    const { instanceId } = id;
    const before = this.#seen.get(instanceId) ?? Promise.resolve(undefined);
    const now = before.then((seen) => this.#follow(seen, id, instance));
    this.#seen.set(instanceId, now);
    try {
      return (await now).boot;
    } catch (error) {
      // The emulated AWS did not answer; the next visitor asks again.
      if (this.#seen.get(instanceId) === now) this.#seen.delete(instanceId);
      throw error;
    }
  }

  async #follow(before: Seen | undefined, id: ServerId, instance: Instance): Promise<Seen> {
    const launched = instance.LaunchTime?.toISOString() ?? "";
    let seen = before ?? this.#recorded(id);
    let init: StackInit | undefined;
    try {
      init = await this.#inits.of(id.region, instance);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { launched, init: "", boot: notHere(id, error.message) };
    }
    if (seen === undefined) return this.#first(id, instance, { launched, init });
    if (seen.launched < launched)
      seen = this.#record(id, {
        ...seen,
        launched,
        boot: restartServer(this.#place(id), seen.boot),
      });
    if (init !== undefined && init.mark !== seen.init && seen.boot.active.includes("cfn-hup"))
      seen = await this.#update(id, instance, { ...seen, init: init.mark }, init);
    return seen;
  }

  async #first(
    id: ServerId,
    instance: Instance,
    { launched, init }: { launched: string; init: StackInit | undefined },
  ): Promise<Seen> {
    await this.#removeGone(id.region);
    const seen = { launched, init: init?.mark ?? "" };
    const origin = await originOf(this.#account, id.region, instance);
    if (origin.is === "unknown") return { ...seen, boot: notHere(id, origin.reason) };
    const image = origin.is === "image" ? await this.of(origin.of, origin.instance) : undefined;
    if (image?.outcome.how === "not running here")
      return { ...seen, boot: notHere(id, image.outcome.reason) };
    const facts = await this.#facts(id, instance, init);
    const boot = await this.#slots.run(() => bootServer(facts, this.#place(id), { image }));
    this.#say(boot);
    return this.#record(id, { ...seen, boot });
  }

  async #update(id: ServerId, instance: Instance, seen: Seen, init: StackInit): Promise<Seen> {
    const facts = await this.#facts(id, instance, init);
    const boot = await this.#slots.run(() => runOnServer(facts, this.#place(id), CFN_INIT));
    return this.#record(id, { ...seen, boot });
  }

  async #facts(
    id: ServerId,
    instance: Instance,
    init: StackInit | undefined,
  ): Promise<ServerFacts> {
    return { ...(await factsOf(this.#account, id, instance)), init: init?.config };
  }

  /** Once: why this machine runs no servers, or could not carry out a server's user data. */
  #say({ instanceId, outcome }: Boot): void {
    if (outcome.how !== "not running here" && outcome.how !== "refused") return;
    const said =
      outcome.how === "refused"
        ? `${instanceId}: ${outcome.reason}`
        : `servers do not run on this machine: ${outcome.reason}`;
    if (!this.#said.has(said)) console.error(said);
    this.#said.add(said);
  }

  #place({ region, instanceId }: ServerId): string {
    return path.join(this.#folder, named(region), named(instanceId));
  }

  /** What an earlier process has seen of it. */
  #recorded(id: ServerId): Seen | undefined {
    const boot = readBoot(this.#place(id));
    if (boot?.instanceId !== id.instanceId) return undefined;
    try {
      const { launched = "", init = "" } = JSON.parse(
        readFileSync(this.#file(id), "utf8"),
      ) as Partial<Seen>;
      return { boot, launched, init };
    } catch {
      return undefined; // it was ended between the two
    }
  }

  #record(id: ServerId, seen: Seen): Seen {
    const { boot, ...others } = seen;
    if (readBoot(this.#place(id))?.instanceId === boot.instanceId)
      writeWhole(this.#file(id), JSON.stringify(others));
    return seen;
  }

  #file(id: ServerId): string {
    return path.join(this.#place(id), "seen.json");
  }

  /** Removes what is kept of servers that AWS does not know any more. */
  async #removeGone(region: string): Promise<void> {
    const known = await this.#account.instances(region);
    const folder = path.join(this.#folder, named(region));
    let names: string[] = [];
    try {
      names = readdirSync(folder);
    } catch {
      // none has booted
    }
    for (const name of names.filter((each) => !known.has(each))) {
      this.#seen.delete(name);
      rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

const notHere = (id: ServerId, reason: string): Boot =>
  ended(id, { how: "not running here", reason });

/** A region or an id of AWS's as the name of a folder. */
function named(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`${name} is neither a region nor an id`);
  return name;
}
