import { anHour, dollars } from "../console/money.ts";
import { type Html, markup } from "../html/markup.ts";
import type { StudentStatus } from "../class-status/class-status.ts";
import type { Texts } from "./texts.ts";

/** A student on the page of a class. */
export interface Person {
  readonly id: string;
  /** As in the roster. @default the id */
  readonly name?: string | undefined;
  readonly status: StudentStatus;
  /** The student's page, relative to the class's; undefined when there is none. */
  readonly href?: string | undefined;
}

/** The students of a class, one row each: state, checks and cost. */
export function peoplePart(people: readonly Person[], texts: Texts): Html {
  if (people.length === 0)
    return markup`<h2>${texts.students}</h2><p class="soft">${texts.noStudents}</p>`;
  return markup`<h2>${texts.students}</h2>
<div class="scroll" tabindex="0" role="group" aria-label="${texts.students}"><table class="people"><thead><tr><th scope="col">${texts.student}</th><th scope="col">${texts.state}</th><th scope="col">${texts.checks}</th><th scope="col">${texts.spent}</th><th scope="col">${texts.perHour}</th></tr></thead>
<tbody>${people.map((person) => rowOf(person, texts))}</tbody></table></div>`;
}

function rowOf({ id, name, status, href }: Person, texts: Texts): Html {
  const shown = markup`<bdi>${name ?? id}</bdi>`;
  const { state, spent, perHour } = status;
  return markup`<tr><td>${href === undefined ? shown : markup`<a href="${href}">${shown}</a>`}${name !== undefined && markup` <span class="id">${id}</span>`}</td><td><span class="${TONES[state]}">${texts.states[state]}</span></td><td>${checksOf(status, texts)}</td><td>${spent !== undefined && dollars(spent)}</td><td>${perHour !== undefined && anHour(perHour)}</td></tr>`;
}

/** The class of the style sheet for a stack's state. */
export const TONES: Readonly<Record<StudentStatus["state"], string>> = {
  up: "good",
  changing: "wait",
  failed: "bad",
  "no resources": "bad",
  "not there": "bad",
  unknown: "wait",
};

/** With the labs that have failures, because these students may need help. */
export function checksOf({ checks }: Pick<StudentStatus, "checks">, texts: Texts): Html {
  if (checks === undefined) return markup`<span class="soft">${texts.none}</span>`;
  const { passed, failed, labs } = checks;
  if (failed > 0)
    return markup`<span class="bad">✗ ${texts.someFailed(failed)}</span> ${labs.join(", ")}`;
  return passed > 0
    ? markup`<span class="good">✓ ${texts.allPassed(passed)}</span>`
    : markup`<span class="wait">${texts.inconclusive}</span>`;
}
