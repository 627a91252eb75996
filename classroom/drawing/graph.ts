import type { Language } from "../console/language.ts";
import { plural } from "../console/plural.ts";
import { kindOf, nameWithin } from "../pulumi/progress/kinds.ts";
import { framesOf, type Frame, framesIn } from "./frames.ts";
import type { Part } from "./parts.ts";
import { RESOURCE_NAMES } from "./resource-names.ts";
import { roleOf } from "./roles.ts";
import { rankOf } from "./ranks.ts";

/** A resource as a box. */
export interface Box {
  readonly urn: string;
  /** `EC2 instance` */
  readonly kind: string;
  /** Its name in its lab, and its size. */
  readonly what: string;
  /** The enclosing frame. */
  readonly frame: string | undefined;
  /** Whether it belongs to another group. */
  readonly isShared: boolean;
}

/** The resources of a lab, or of a foundation that labs share. */
export interface Graph {
  readonly group: string;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  /** Keys of boxes or frames, from client to server. */
  readonly lines: readonly Line[];
}

type Line = readonly [from: string, to: string];

/** The drawing of one group; empty when none of its resources is drawn. @param language of the boxes' texts */
export function graphOf(
  group: string,
  all: ReadonlyMap<string, Part>,
  language: Language = "en",
): Graph {
  const roles = new Map([...all.values()].map((part) => [part.urn, roleOf(part, all.values())]));
  const own = [...all.values()].filter((part) => part.group === group);
  const boxes = new Set(own.filter(({ urn }) => roles.get(urn) === "box"));
  const ends = (part: Part, seen = new Set<string>()): Part[] =>
    part.dependencies.flatMap((urn) => {
      const next = all.get(urn);
      if (next === undefined || seen.has(urn)) return [];
      seen.add(urn);
      if (roles.get(urn) === "box") return [next];
      return roles.get(urn) === "tie" ? ends(next, seen) : [];
    });
  const pairs: (readonly [Part, Part])[] = [];
  for (const part of own)
    if (boxes.has(part)) pairs.push(...ends(part).map((end) => [part, end] as const));
    else if (roles.get(part.urn) === "tie") pairs.push(...pairsOf(ends(part)));
  // Resources of other groups that this one uses; a key pair is left out, because every server has one.
  for (const [, end] of pairs) if (!end.type.endsWith(KEY)) boxes.add(end);
  const drawn = pairs.filter(([from, to]) => boxes.has(from) && boxes.has(to) && from !== to);
  const frames = framesIn(all.values());
  const places = new Map([...boxes].map((part) => [part.urn, framesOf(part, all, frames)]));
  const lines = [
    ...drawn.map(([from, to]) =>
      rankOf(from) <= rankOf(to) ? ([from.urn, to.urn] as const) : ([to.urn, from.urn] as const),
    ),
    ...[...places].flatMap(([urn, place]) =>
      place.length > 1 ? place.map((frame) => [urn, frame] as const) : [],
    ),
  ];
  return {
    group,
    boxes: [...boxes].map((part) =>
      boxOf(part, { group, place: places.get(part.urn) ?? [], language }),
    ),
    frames: usedFrames(group, [...places.values()].flat(), frames),
    lines: withoutDetours(unique(lines)),
  };
}

const KEY = ":KeyPair";

/** The pairs that a tie connects: two resources, or one with each of the others. */
function pairsOf(ends: readonly Part[]): (readonly [Part, Part])[] {
  const [first, ...others] = [...new Set(ends)].sort((a, b) => rankOf(a) - rankOf(b));
  return first === undefined ? [] : others.map((other) => [first, other] as const);
}

interface Around {
  /** The group that is drawn. */
  readonly group: string;
  readonly place: readonly string[];
  readonly language: Language;
}

function boxOf(part: Part, { group, place, language }: Around): Box {
  const { urn, type, name, outputs } = part;
  const isShared = part.group !== group;
  const own = nameWithin(part.group, name);
  return {
    urn,
    kind: kindIn(type, language).replace(/^./, (letter) => letter.toUpperCase()),
    what: [own, sizeOf(outputs, language)].filter(Boolean).join(" · "),
    frame: place.length === 1 ? place[0] : undefined,
    isShared,
  };
}

/** Few kinds that are drawn have no Korean name. */
const kindIn = (type: string, language: Language): string =>
  (language === "ko" ? RESOURCE_NAMES[type]?.ko : undefined) ?? kindOf(type);

/** Its size, in a word or two. */
function sizeOf(outputs: Part["outputs"], language: Language): string {
  const { instanceType, instanceClass, minSize, maxSize, size } = outputs;
  if (typeof minSize === "number" && typeof maxSize === "number")
    return serversIn(language, minSize, maxSize);
  for (const word of [instanceType, instanceClass]) if (typeof word === "string") return word;
  return typeof size === "number" ? `${size} GiB` : "";
}

function serversIn(language: Language, least: number, most: number): string {
  if (language === "ko") return `서버 ${least === most ? least : `${least}~${most}`}대`;
  return least === most ? plural(least, "server") : `${least} to ${most} servers`;
}

/** A group's own frames, and those of other groups that contain resources; each with its enclosing frame. */
function usedFrames(
  group: string,
  places: readonly string[],
  frames: ReadonlyMap<string, Frame>,
): Frame[] {
  const own = [...frames.values()].filter((frame) => frame.group === group).map(({ key }) => key);
  const used = new Set([...own, ...places]);
  for (const key of used) {
    const around = frames.get(key)?.around;
    if (around !== undefined) used.add(around);
  }
  const shown = [...used].flatMap((key) => frames.get(key) ?? []);
  // The outer ones first, because they are drawn first.
  return shown.sort((a, b) => Number(a.around !== undefined) - Number(b.around !== undefined));
}

const unique = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [line.join("\0"), line])).values(),
];

/** Removes lines between resources that other lines connect already: the last one in a chain depends on each of the others. */
function withoutDetours(lines: readonly Line[]): Line[] {
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    lines.some(([a, b]) => {
      if (a !== from || seen.has(b)) return false;
      seen.add(b);
      return b === to || reaches(b, to, seen);
    });
  return lines.filter(
    ([from, to]) => !lines.some(([a, b]) => a === from && b !== to && reaches(b, to)),
  );
}
