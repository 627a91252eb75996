import { confirmed } from "../../../classroom/leftovers/confirm.ts";
import { deleteConfirmed } from "../../../classroom/gateway/gateway.ts";
import { StackGate } from "../../../classroom/gateway/stack-gate.ts";
import { type Held, Ledger } from "../../../classroom/record/ledger.ts";
import { describeEnd } from "../../../classroom/search/report.ts";
import { type End, untilClean } from "../../../classroom/search/until-clean.ts";
import type { ClassIdentity } from "../../../infra/identity.ts";
import { fastClock } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import {
  ACCOUNT,
  FakeKeeper,
  FakeStack,
  IDENTITY,
  type StateResource,
} from "../../support/fakes/fake-stack.ts";

export const OURS = { "class-id": IDENTITY.id ?? "", class: "aws-class", environment: "dev" };
export const MADE = "2026-11-25T09:00:00Z";
export const SEEN = "2026-11-25T18:00:00Z";

export const VOLUME = "aws:ebs/volume:Volume";

/** A volume that lies in the account, in Seoul. */
export interface Volume {
  readonly id: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly created?: string;
}

export const held = (id: string, its: Partial<Held> = {}): Held => ({
  ...{ type: VOLUME, region: "ap-northeast-2", ids: [id], account: ACCOUNT },
  ...{ created: MADE, seen: SEEN },
  ...its,
});

/** An account with volumes, a stack and its record: what `leftovers --delete` meets. */
export class World {
  readonly stack = new FakeStack();
  readonly keeper = new FakeKeeper();
  readonly deleted: string[] = [];
  volumes: Volume[] = [];
  identity: ClassIdentity = IDENTITY;
  account = ACCOUNT;
  /** Calls that answer otherwise. */
  answers: Record<string, Answer> = {};
  elsewhere: readonly Held[] = [];
  /** What happens once the list was confirmed. */
  meanwhile: () => void = () => undefined;

  record(...its: readonly Held[]): this {
    this.keeper.record = { identity: IDENTITY, ledger: new Ledger(its) };
    return this;
  }

  lies(...volumes: readonly Volume[]): this {
    this.volumes.push(...volumes);
    return this;
  }

  holds(...resources: readonly StateResource[]): this {
    this.stack.resources = resources;
    return this;
  }

  get gate(): StackGate {
    const aws = fakeAws({
      paginateDescribeVolumes: (_, region) => ({
        Volumes:
          region !== "ap-northeast-2"
            ? []
            : this.volumes.map(({ id, tags = {}, created = "2026-11-25T12:00:00Z" }) => ({
                VolumeId: id,
                CreateTime: new Date(created),
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
              })),
      }),
      deleteVolume: ({ VolumeId }) => {
        this.deleted.push(String(VolumeId));
        this.volumes = this.volumes.filter(({ id }) => id !== VolumeId);
      },
      ...this.answers,
    });
    return new StackGate({ identity: this.identity, stack: this.stack.pulumi, aws }, this.keeper, {
      ...{ report: () => undefined, account: this.account },
      elsewhere: () => Promise.resolve(new Ledger(this.elsewhere)),
    });
  }

  /** `leftovers --delete` with these answers, and what it says. */
  async leftovers({ uncertain = "" }: { readonly uncertain?: string } = {}): Promise<Outcome> {
    const clock = fastClock();
    const report = () => undefined;
    try {
      const seen = await untilClean(() => this.gate.look(), { report, ...clock });
      if (seen.clean) return this.#ended(seen);
      const { account } = this;
      const ask = (question: string) =>
        Promise.resolve(question.endsWith("class's name: ") ? "aws-class" : uncertain);
      const call = { className: "aws-class", account, confirmed: undefined, uncertain: undefined };
      const list = await confirmed(seen.found, { ...call, ask });
      this.meanwhile();
      return this.#ended(
        list.length === 0 ? seen : await deleteConfirmed(list, this.gate, { report, ...clock }),
      );
    } catch (error) {
      return { clean: false, said: String(error), deleted: this.deleted };
    }
  }

  #ended(end: End): Outcome {
    return { clean: end.clean, said: describeEnd(end, new Date(SEEN)), deleted: this.deleted };
  }
}

export interface Outcome {
  readonly clean: boolean;
  readonly said: string;
  readonly deleted: readonly string[];
}
