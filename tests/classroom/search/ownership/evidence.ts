import type { Tags, Thing, Tie } from "../../../../aws/contract/finder.ts";
import { type Held, Ledger } from "../../../../classroom/record/ledger.ts";
import type { Claim } from "../../../../classroom/search/claim.ts";
import { evidenceFor } from "../../../../classroom/search/ownership.ts";

export const SEOUL = "ap-northeast-2";
export const VOLUME = "aws:ebs/volume:Volume";
export const GROUP = "aws:autoscaling/group:Group";
export const ID = "abcdefgh2345";
export const OURS = { class: "aws-class", environment: "dev", "class-id": ID };
export const OLD = { class: "aws-class", environment: "dev" };
const ACCOUNT = "111122223333";

export const MADE = "2026-11-25T09:00:00Z";
export const SEEN = "2026-11-25T18:00:00Z";
export const held = (id: string, its: Partial<Held> = {}): Held => ({
  type: VOLUME,
  region: SEOUL,
  ids: [id],
  account: ACCOUNT,
  created: MADE,
  seen: SEEN,
  ...its,
});

interface Case extends Partial<Omit<Thing, "tags" | "ties">> {
  readonly tags?: Tags;
  readonly ties?: readonly Tie[];
  readonly ledger?: readonly Held[];
  readonly present?: readonly Held[];
  readonly elsewhere?: readonly Held[];
  readonly ours?: readonly string[];
  readonly others?: readonly string[];
  readonly region?: string;
  /** Names of groups. */
  readonly makers?: readonly string[];
  readonly named?: boolean;
  readonly claim?: Partial<Claim>;
}

/** How certain it is, and why, that volume `vol-1` is ours. */
export function evidence(its: Case): string | undefined {
  const { tags = {}, ledger = [], present = [], elsewhere, region = SEOUL } = its;
  const { makers = [], named = false, ours = [], others = [] } = its;
  const claim: Claim = {
    id: ID,
    className: "aws-class",
    environment: "dev",
    account: ACCOUNT,
    ledger: new Ledger(ledger),
    present: new Ledger(present),
    ...(elsewhere && { elsewhere: new Ledger(elsewhere) }),
    ...its.claim,
  };
  const thing: Thing = {
    ...{ id: "vol-1", tags, arn: its.arn, name: its.name, ties: its.ties ?? [] },
    ...{ createdAt: its.createdAt, redated: its.redated ?? false },
    remove: () => Promise.resolve(),
  };
  const made = makers.map((name) => ({ type: GROUP, id: name }));
  const candidate = { thing, tags, region, types: [VOLUME], makers: made, named };
  const found = evidenceFor(claim, candidate, { ours: new Set(ours), others: new Set(others) });
  return found && `${found.standing}: ${found.why}`;
}

export const at = (hours: number) => new Date(Date.parse(MADE) + hours * 3_600_000);
export const old = { claim: { id: undefined } };
