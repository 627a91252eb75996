import type { Language } from "../console/language.ts";
import type { Section } from "./source/handout.ts";
import type { Tool } from "./source/parse-handout.ts";

type InBoth = Readonly<Record<Language, string>>;

/** How the sections that are written by hand are called. */
export const SECTION_TITLES: Readonly<Record<Section, InBoth>> = {
  steps: { en: "Steps", ko: "실습 순서" },
  notes: { en: "What the notes say, and what holds today", ko: "노트의 설명과 지금" },
  words: { en: "Words and answers", ko: "용어와 답" },
  trouble: { en: "If it fails", ko: "잘 안 될 때" },
  repair: { en: "Repair exercise", ko: "고치기 연습" },
  end: { en: "Cleaning up", ko: "정리" },
};

/** What a tool is called for a reader. */
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

/** Said of an output that is not there. */
export const ABSENT: InBoth = {
  en: "this class's settings leave it out",
  ko: "이 수업의 설정에는 없는 값입니다",
};
