import type { Language } from "../console/language.ts";
import type { Section } from "./source/handout.ts";
import type { Tool } from "./source/parse-handout.ts";

type InBoth = Readonly<Record<Language, string>>;

/** Each language's name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: "한국어", en: "English" };

/** Titles of the written sections. */
export const SECTION_TITLES: Readonly<Record<Section, InBoth>> = {
  steps: { en: "Steps", ko: "실습 순서" },
  notes: { en: "What the notes say, and what is true today", ko: "노트의 설명과 지금" },
  words: { en: "Words and answers", ko: "용어와 답" },
  trouble: { en: "If it fails", ko: "잘 안 될 때" },
  repair: { en: "Repair exercise", ko: "고치기 연습" },
  end: { en: "Cleaning up", ko: "정리" },
};

/** Descriptions of the tools. */
export const TOOL_NAMES: Readonly<Record<Tool, InBoth>> = {
  "aws-cli": { en: "AWS CLI version 2", ko: "AWS CLI 버전 2" },
  "session-manager": {
    en: "Session Manager plugin for the AWS CLI",
    ko: "AWS CLI용 Session Manager 플러그인",
  },
  "rsa-key": {
    en: "the private half of the class's RSA key pair",
    ko: "수업에서 쓰는 RSA 키 페어의 프라이빗 키",
  },
  ssh: { en: "an SSH client (ssh)", ko: "SSH 클라이언트(ssh)" },
  putty: { en: "PuTTY with PuTTYgen (Windows)", ko: "PuTTY와 PuTTYgen(Windows)" },
  rdp: { en: "a Remote Desktop client", ko: "원격 데스크톱 클라이언트" },
  "mysql-workbench": { en: "MySQL Workbench", ko: "MySQL Workbench" },
  mysql: { en: "the mysql client", ko: "mysql 클라이언트" },
  "eb-cli": { en: "EB CLI (eb)", ko: "EB CLI(eb)" },
  python: { en: "Python 3", ko: "Python 3" },
  dig: { en: "dig", ko: "dig" },
  curl: { en: "curl", ko: "curl" },
  git: { en: "Git", ko: "Git" },
  node: { en: "Node.js and this project's folder", ko: "Node.js와 이 프로젝트의 폴더" },
  phone: { en: "a phone with an authenticator app", ko: "인증 앱을 설치한 휴대폰" },
};

/** Shown in place of an output that the class does not have. */
export const ABSENT: InBoth = {
  en: "this class's settings leave it out",
  ko: "이 수업의 설정에는 없는 값입니다",
};

/** Texts of the generated parts. */
export const WORDS = {
  goals: { en: "Goals", ko: "학습 목표" },
  minutes: { en: "Time", ko: "시간" },
  aboutMinutes: { en: "about {} minutes", ko: "약 {}분" },
  tools: { en: "Needed on your computer", ko: "컴퓨터에 필요한 것" },
  noTools: { en: "a browser and a terminal", ko: "브라우저와 터미널" },
  besides: { en: "a browser, a terminal, {}", ko: "브라우저, 터미널, {}" },
  cli: { en: "Terminal", ko: "터미널" },
  pager: {
    en: "On Windows use WSL 2. Type {} first: then long answers do not open a pager, which q ends.",
    ko: "Windows에서는 WSL 2를 씁니다. 먼저 {} 명령을 입력하면 긴 결과가 한 화면씩 나오지 않습니다. 한 화면씩 나올 때는 q를 눌러 나갑니다.",
  },
  with: { en: "Labs that must be on, too", ko: "함께 켜야 하는 실습" },
  cost: { en: "Cost", ko: "비용" },
  hour: { en: "{} an hour while it exists", ko: "있는 동안 시간당 {}" },
  use: { en: "{} for the use by {} students", ko: "학생 {}명의 사용료 {}" },
  nothing: { en: "nothing", ko: "없음" },
  unpriced: { en: "not priced: {}", ko: "가격을 모르는 것: {}" },
  listPrice: {
    en: "At AWS's list prices in {}, for this lab alone.",
    ko: "{} 리전의 AWS 정가로, 이 실습만 계산했습니다.",
  },
  standing: { en: "What exists already", ko: "이미 있는 것" },
  standingIntro: {
    en: "The class has made this for the lab:",
    ko: "수업에서 이 실습에 쓸 리소스를 만들어 두었습니다.",
  },
  kind: { en: "Resource", ko: "리소스" },
  count: { en: "Number", ko: "수" },
  console: { en: "Console", ko: "콘솔" },
  open: { en: "open", ko: "열기" },
  values: { en: "Your values", ko: "내 값" },
  lines: {
    en: "several lines; the steps show them as they are.",
    ko: "여러 줄입니다. 실습 순서에 그대로 있습니다.",
  },
  noValues: { en: "This lab shows no values.", ko: "이 실습에는 보여 줄 값이 없습니다." },
  value: { en: "Value", ko: "값" },
  readBy: { en: "shown by {}", ko: "{} 명령으로 확인" },
  settings: { en: "Settings of this class", ko: "이 수업의 설정" },
  setting: { en: "Setting", ko: "설정" },
  meaning: { en: "Meaning", ko: "뜻" },
  notSet: { en: "not set", ko: "정하지 않음" },
  checksIntro: {
    en: "The instructor's command {} checks your lab. For each check that fails, it shows what to do:",
    ko: "강사가 {} 명령으로 실습을 검사합니다. 실패한 검사마다 할 일이 나옵니다.",
  },
  hints: { en: "Checks and their hints", ko: "검사와 힌트" },
  fault: {
    en: "The fault (open it when you have found it)",
    ko: "고장 내용(찾은 다음에 펼쳐 보세요)",
  },
  faultIs: { en: "What was broken: {}.", ko: "고장 낸 것: {}." },
  foundBy: { en: "The check that finds it: {}.", ko: "찾아내는 검사: {}." },
  makes: { en: "The instructor makes it with {}.", ko: "강사가 {} 명령으로 고장을 냅니다." },
  solves: {
    en: "{} repairs everything that was changed by hand.",
    ko: "{} 명령은 손으로 바꾼 것을 모두 되돌립니다.",
  },
  source: { en: "Source and license", ko: "출처와 라이선스" },
  license: {
    en: "After “AWS class notes”. This text is under",
    ko: "“AWS class notes”를 바탕으로 했습니다. 이 글의 라이선스:",
  },
  sample: {
    en: "The values on this page are samples. A class gets its own with {}.",
    ko: "이 페이지의 값은 예시입니다. 수업의 값은 {} 명령으로 넣습니다.",
  },
  on: {
    laptop: { en: "your terminal", ko: "내 터미널" },
    server: { en: "the server", ko: "서버" },
    windows: { en: "the Windows server", ko: "Windows 서버" },
    sql: { en: "MySQL", ko: "MySQL" },
    cloudshell: { en: "CloudShell", ko: "CloudShell" },
  },
  output: { en: "output", ko: "결과" },
  copy: { en: "Copy", ko: "복사" },
  copied: { en: "Copied", ko: "복사됨" },
  contents: { en: "Contents", ko: "차례" },
  handouts: { en: "Handouts", ko: "유인물" },
} as const satisfies Readonly<Record<string, InBoth | Readonly<Record<string, InBoth>>>>;

/** Fills the gaps of a sentence, in order. */
export const sentence = (text: string, ...gaps: readonly string[]): string => {
  let at = 0;
  return text.replace(/\{\}/g, () => gaps[at++] ?? "");
};
