import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
import type { Instance } from "@aws-sdk/client-ec2";
import { errorMessage } from "../../../lib/errors.ts";
import { BundleError } from "../bundles/bundle.ts";
import { bootServer, restartServer, runOnServer } from "../boot/boot.ts";
import { type Boot, ended, hasBooted } from "../boot/outcome.ts";
import { FileNameError } from "../boot/stage.ts";
import type { FirstBoot } from "../boot/user-data.ts";
import type { Account } from "./account.ts";
import type { ServerId } from "./connection.ts";
import { Deployments } from "./deployments/deployments.ts";
import { factsOf } from "./facts.ts";
import { Histories } from "./histories.ts";
import { lastingServers, originOf } from "./origin.ts";
import { Records, type Seen } from "./records.ts";
import { Slots } from "./slots.ts";
import { type StackInit, StackInits } from "./stacks/stack-init.ts";
import { TemplateError } from "./stacks/template.ts";

/** Number of sandboxes in parallel; each uses most of a core for half a second. */
const SIDE_BY_SIDE = 2;

/** What a server runs when cfn-hup detects a change of its stack's template. */
const CFN_INIT = { scripts: ["#!/bin/bash\n/opt/aws/bin/cfn-init\n"], files: [], notes: [] };

/** CodeDeploy's agent, as a service of the server. */
const AGENT = "codedeploy-agent";

/** Servers after their boots: each boots once, on the first request, and then follows its changes. */
export class Boots {
  readonly #account: Account;
  readonly #records: Records;
  readonly #inits: StackInits;
  readonly #deployments: Deployments;
  readonly #slots = new Slots(SIDE_BY_SIDE);
  readonly #histories = new Histories();
  readonly #reported = new Set<string>();

  constructor(account: Account, folder: string) {
    this.#account = account;
    this.#records = new Records(folder);
    this.#inits = new StackInits(account);
    this.#deployments = new Deployments(account);
  }

  /** The current state of a server: after its first boot, last start, last change of its stack, and last deployment. */
  async of(id: ServerId, instance: Instance): Promise<Boot> {
    return (await this.#histories.next(id, (known) => this.#follow(known, id, instance))).boot;
  }

  /**
   * Carries out a deployment on a server, once.
   *
   * @returns whether it was; else there is no agent on the server, or no server on this machine
   * @throws BundleError, FileNameError when it cannot be
   */
  async deploy(
    id: ServerId,
    instance: Instance,
    info: DeploymentInfo,
  ): Promise<{ readonly boot: Boot; readonly isDone: boolean }> {
    const { deploymentId: deployment = "" } = info;
    const { boot, deployment: last } = await this.#histories.next(id, async (known) => {
      const seen = await this.#follow(known, id, instance);
      if (seen.deployment === deployment || !seen.boot.active.includes(AGENT)) return seen;
      return this.#carryOut(id, instance, seen, info);
    });
    return { boot, isDone: last === deployment };
  }

  async #follow(before: Seen | undefined, id: ServerId, instance: Instance): Promise<Seen> {
    const launched = (await this.#account.lastBoot(id.region, instance))?.toISOString() ?? "";
    let init: StackInit | undefined;
    try {
      init = await this.#inits.of(id.region, instance);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { launched, init: "", deployment: "", deployed: "", boot: notHere(id, error.message) };
    }
    let seen =
      before ?? this.#records.read(id) ?? (await this.#first(id, instance, launched, init));
    if (!hasBooted(seen.boot)) return seen;
    if (seen.launched < launched) {
      const { boot: before } = seen;
      const facts = await factsOf(this.#account, id, instance, init?.config);
      const place = this.#records.place(id);
      const boot = await this.#slots.run(() => restartServer(facts, place, before));
      seen = this.#records.write(id, { ...seen, launched, boot });
    }
    if (init && init.mark !== seen.init && seen.boot.active.includes("cfn-hup")) {
      const after = { ...seen, init: init.mark };
      seen = await this.#attempt(id, after, "the changed AWS::CloudFormation::Init", () =>
        this.#change(id, instance, after, CFN_INIT, init),
      );
    }
    if (seen.deployment === "" && seen.boot.active.includes(AGENT))
      seen = await this.#catchUp(id, instance, seen);
    return seen;
  }

  async #first(
    id: ServerId,
    instance: Instance,
    launched: string,
    init: StackInit | undefined,
  ): Promise<Seen> {
    await this.#forget(id.region);
    const seen = { launched, init: init?.mark ?? "", deployment: "", deployed: "" };
    const origin = await originOf(this.#account, id.region, instance);
    if (origin.is === "unknown") return { ...seen, boot: notHere(id, origin.reason) };
    const image = origin.is === "image" ? await this.of(origin.of, origin.instance) : undefined;
    if (image && !hasBooted(image))
      return { ...seen, boot: { ...image, instanceId: id.instanceId } };
    const facts = await factsOf(this.#account, id, instance, init?.config);
    const place = this.#records.place(id);
    const boot = await this.#slots.run(() => bootServer(facts, place, { image }));
    if (hasBooted(boot)) return this.#records.write(id, { ...seen, boot });
    this.#say(boot);
    return { ...seen, boot };
  }

  /** Removes what is kept of a region's servers that have ended, but for those that others begin from. */
  async #forget(region: string): Promise<void> {
    const lasting = await lastingServers(this.#account, region);
    this.#records.removeAllBut(region, lasting);
    this.#histories.keepOnly(region, lasting);
  }

  /** Brings the last deployment to a server that had none: on AWS, CodeDeploy deploys to each that Auto Scaling launches. */
  async #catchUp(id: ServerId, instance: Instance, seen: Seen): Promise<Seen> {
    const last = await this.#deployments.last(id.region, instance);
    if (last === undefined) return seen;
    const { deploymentId: deployment = "" } = last;
    return this.#attempt(id, { ...seen, deployment }, `deployment ${deployment}`, () =>
      this.#carryOut(id, instance, seen, last),
    );
  }

  async #carryOut(
    id: ServerId,
    instance: Instance,
    seen: Seen,
    info: DeploymentInfo,
  ): Promise<Seen> {
    const { deploymentId: deployment = "" } = info;
    const scripts = await this.#deployments.scripts(id.region, info, seen.deployed);
    const after = await this.#change(id, instance, { ...seen, deployment }, scripts);
    if (after.boot.outcome.how !== "ok") return after;
    return this.#records.write(id, { ...after, deployed: deployment });
  }

  /** A change of a server, which stays as it is where that cannot be made, however often it is tried. */
  async #attempt(
    id: ServerId,
    seen: Seen,
    title: string,
    change: () => Promise<Seen>,
  ): Promise<Seen> {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof BundleError || error instanceof FileNameError)) throw error; // the next visitor tries again
      this.#sayOnce(`${title} on ${id.instanceId}: ${errorMessage(error)}`);
      return this.#records.write(id, seen);
    }
  }

  /** Runs scripts on a server that has booted. */
  async #change(
    id: ServerId,
    instance: Instance,
    seen: Seen,
    scripts: FirstBoot,
    init?: StackInit,
  ): Promise<Seen> {
    const facts = await factsOf(this.#account, id, instance, init?.config);
    const place = this.#records.place(id);
    const boot = await this.#slots.run(() => runOnServer(facts, place, scripts));
    return this.#records.write(id, { ...seen, boot });
  }

  /** Why this machine runs no servers, or could not run a server's user data. */
  #say({ instanceId, outcome }: Boot): void {
    if (outcome.how === "refused") this.#sayOnce(`${instanceId}: ${outcome.reason}`);
    if (outcome.how === "not running here")
      this.#sayOnce(`servers do not run on this machine: ${outcome.reason}`);
  }

  #sayOnce(text: string): void {
    if (!this.#reported.has(text)) console.error(text);
    this.#reported.add(text);
  }
}

const notHere = (id: ServerId, reason: string): Boot =>
  ended(id, { how: "not running here", reason });
