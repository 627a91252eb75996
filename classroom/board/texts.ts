import { type Texts, textsIn } from "../class-page/texts.ts";
import type { Language } from "../console/language.ts";
import type { Tile } from "./tiles.ts";

const EN = {
  title: "Board",
  waiting: "Waiting for the class",
  up: "Up",
  help: "Needs help",
  nobody: "Nobody.",
  problem: "The stacks cannot be read at this moment:",
  tiles: "All",
  pause: "Pause",
  goOn: "Go on",
  pauseKey: "Stops updating until you go on",
  live: "live",
  paused: "paused",
  lost: "connection lost: trying again",
  stuck: (minutes: number) => `no progress for ${minutes} min`,
  states: {
    waiting: "waiting",
    "coming up": "coming up",
    "going down": "going down",
    "being repaired": "being repaired",
    destroyed: "destroyed",
    "again later": "trying again",
    "not begun": "not begun",
  } satisfies Readonly<Record<ProgressState, string>>,
};

/** The states that the pages do not have. */
type ProgressState = Exclude<Tile["state"], keyof Texts["states"]>;

const KO: typeof EN = {
  title: "현황판",
  waiting: "수업을 기다리는 중",
  up: "실행 중",
  help: "도움이 필요한 곳",
  nobody: "없습니다.",
  problem: "지금은 스택을 읽을 수 없습니다:",
  tiles: "전체",
  pause: "일시 정지",
  goOn: "계속",
  pauseKey: "계속을 누를 때까지 화면을 멈춥니다",
  live: "실시간",
  paused: "일시 정지됨",
  lost: "연결이 끊어졌습니다. 다시 연결하는 중",
  stuck: (minutes) => `${minutes}분째 진행 없음`,
  states: {
    waiting: "대기 중",
    "coming up": "만드는 중",
    "going down": "삭제하는 중",
    "being repaired": "복원하는 중",
    destroyed: "삭제됨",
    "again later": "다시 시도 예정",
    "not begun": "시작 안 함",
  },
};

/** Texts of the board in one language, in addition to those of the pages; its states include theirs. */
export interface BoardTexts extends Omit<typeof EN, "states"> {
  readonly states: Readonly<Record<Tile["state"], string>>;
}

export function boardTexts(language: Language): BoardTexts {
  const own = language === "ko" ? KO : EN;
  return { ...own, states: { ...textsIn(language).states, ...own.states } };
}
