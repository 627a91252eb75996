import { type Texts as PageTexts, textsIn as pageTexts } from "../class-page/texts.ts";
import { endPart, fact } from "../class-page/head-part.ts";
import { checksOf, TONES as STACK_TONES } from "../class-page/people-part.ts";
import type { Language } from "../console/language.ts";
import { anHour, dollars } from "../console/money.ts";
import { type Html, markup } from "../html/markup.ts";
import { inLanguage } from "../stack/outputs.ts";
import type { Board } from "./board.ts";
import { type BoardTexts, boardTexts } from "./texts.ts";
import { isAtWork, type Tile } from "./tiles.ts";

/** Parts of the board by the id of their HTML element; only changed parts are sent. */
export type Parts = ReadonlyMap<string, string>;

interface Words {
  readonly page: PageTexts;
  readonly own: BoardTexts;
  readonly language: Language;
}

/** The board as HTML, part by part, in page order. */
export function partsOf(board: Board, language: Language): Parts {
  const words = { page: pageTexts(language), own: boardTexts(language), language };
  const tiles = board.tiles.map((tile, at) => [tileId(at), tilePart(tile, at, words)] as const);
  return new Map(
    [
      [
        "name",
        markup`<h1 id="name"><bdi>${board.className ?? words.own.waiting}</bdi></h1>`,
      ] as const,
      ["figures", figuresPart(board, words)] as const,
      ["help", helpPart(board, words)] as const,
      ...tiles,
    ].map(([id, part]) => [id, part.toString()]),
  );
}

export const tileId = (at: number): string => `tile-${at}`;

/** Whether a part belongs among the tiles. */
export const isTile = (id: string): boolean => id.startsWith("tile-");

function figuresPart(board: Board, { page, own }: Words): Html {
  const { tiles, expires, spent, perHour } = board;
  const count = (...states: Tile["state"][]) =>
    tiles.filter(({ state }) => states.includes(state)).length;
  const failed = count("failed", "no resources", "not there", "not begun");
  const checks = tiles.flatMap((tile) => tile.checks ?? []);
  const sum = (of: "passed" | "failed") => checks.reduce((all, each) => all + each[of], 0);
  return markup`<dl id="figures" class="facts">${endPart(expires, page)}
${fact(own.up, markup`${count("up")}<span class="soft"> / ${tiles.length}</span>${failed > 0 && markup` <span class="bad">✗ ${failed}</span>`}`)}
${fact(page.checks, checks.length === 0 ? markup`<span class="soft">–</span>` : markup`${sum("failed") > 0 && markup`<span class="bad">✗ ${sum("failed")}</span> `}<span class="good">✓ ${sum("passed")}</span>`)}
${fact(page.spent, spent === undefined ? "–" : dollars(spent))}
${fact(page.perHour, perHour === undefined ? "–" : anHour(perHour))}</dl>`;
}

/** Which students or labs are stuck, and why. At the top, because they need help. */
function helpPart({ tiles, problem }: Board, { page, own, language }: Words): Html {
  const stuck = tiles.flatMap((tile) => {
    const why = reasonsOf(tile, own, page);
    return why.length === 0
      ? []
      : [
          markup`<li><b>${nameOf(tile, language)}</b>${tile.title && markup` <span class="soft">${tile.key}</span>`} ${why.map((each, at) => markup`${at > 0 && "; "}${each}`)}</li>`,
        ];
  });
  return markup`<section id="help" aria-labelledby="help-title"${stuck.length === 0 && problem === undefined && markup` class="calm"`}><h2 id="help-title">${own.help}</h2>
${problem !== undefined && markup`<p class="wait">${own.problem} ${problem}</p>`}
${stuck.length === 0 ? markup`<p class="soft">${own.nobody}</p>` : markup`<ul>${stuck}</ul>`}</section>`;
}

/** A lab by its title, as its tile and the handouts name it; a student by the id. */
const nameOf = ({ key, title }: Tile, language: Language): Html =>
  markup`<bdi>${title ? inLanguage(title, language) : key}</bdi>`;

const BROKEN: readonly Tile["state"][] = ["failed", "no resources", "not there", "not begun"];

function reasonsOf(
  { state, what, checks, stuckMinutes }: Tile,
  own: BoardTexts,
  page: PageTexts,
): Html[] {
  return [
    ...(BROKEN.includes(state)
      ? [markup`<span class="bad">${own.states[state]}</span>${what !== "" && `: ${what}`}`]
      : []),
    ...(checks !== undefined && checks.failed > 0 ? [checksOf({ checks }, page)] : []),
    ...(stuckMinutes === undefined
      ? []
      : [markup`<span class="wait">${own.stuck(stuckMinutes)}</span>`]),
  ];
}

const TONES: Readonly<Record<Tile["state"], string>> = {
  ...STACK_TONES,
  ...{
    waiting: "soft",
    "not begun": "soft",
    "coming up": "wait",
    "going down": "wait",
    "being repaired": "wait",
    "again later": "wait",
    destroyed: "soft",
  },
};

function tilePart(tile: Tile, at: number, { own, page, language }: Words): Html {
  const { key, title, state, done, total, what, checks } = tile;
  const isMoving = isAtWork(state) || state === "changing";
  return markup`<li id="${tileId(at)}" class="tile ${title && "titled "}${TONES[state]}-tile">
<h3>${nameOf(tile, language)}</h3>
<p><span class="${TONES[state]}">${own.states[state]}</span>${isMoving && total !== undefined && ` ${done ?? 0} / ${total}`}</p>
${isMoving && total !== undefined && total > 0 && markup`<progress max="${total}" value="${Math.min(done ?? 0, total)}" aria-label="${key}"></progress>`}
<p class="soft">${checks === undefined ? (isMoving ? what : page.notChecked) : checksOf({ checks }, page)}</p></li>`;
}
