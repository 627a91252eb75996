import { styleText } from "node:util";
import { anHour } from "../console/money.ts";
import {
  type Change,
  type Cost,
  type EnvironmentPreview,
  type Finding,
  losesData,
} from "./environment-preview.ts";
import { assumption, shortType, summary, unpricedTypes, verdict } from "./phrases.ts";

/** The complete previews for a terminal. */
export const describePreviews = (previews: readonly EnvironmentPreview[]): string =>
  previews.map((preview) => linesOf(preview).join("\n")).join("\n\n");

function linesOf(preview: EnvironmentPreview): string[] {
  const { stack, emulated, assumedEnd, failure, changes, unchanged, cost, findings } = preview;
  const where = emulated ? " (on an emulated AWS, which is empty)" : "";
  return [
    styleText("bold", `${stack}${where}`),
    ...(assumedEnd === undefined ? [] : [`  ${assumption(assumedEnd)}`]),
    ...(failure === undefined
      ? [`  ${summary(changes)}, ${unchanged} unchanged`]
      : [styleText("red", indented(`It cannot be deployed: ${failure}`))]),
    ...(cost ? [`  ${costLine(cost)}`] : []),
    ...(findings ? [`  policy: ${verdict(findings)}`, ...findings.map(findingLine)] : []),
    ...changes.map(changeLine),
  ];
}

const indented = (text: string): string => text.replaceAll(/^/gm, "  ");

function changeLine(change: Change): string {
  const { kind, type, name, group, properties, reasons } = change;
  const why = reasons.length > 0 ? ` because of ${reasons.join(", ")}` : "";
  const changed = properties.length > 0 ? ` (${properties.join(", ")})` : "";
  const line = `  ${kind.padEnd(7)}  ${group}  ${shortType(type)} ${name}${why}${changed}`;
  return losesData(change) ? styleText("red", `${line}: DATA WOULD BE LOST`) : line;
}

function findingLine({ rule, level, where, message, fix }: Finding): string {
  const place = where === undefined ? "" : ` ${where}`;
  return `    ${level} ${rule}${place}: ${message}${fix === undefined ? "" : `; fix: ${fix}`}`;
}

const costLine = ({ before, after, unpriced, asOf }: Cost): string =>
  [
    `cost: ${anHour(before)} to ${anHour(after)} an hour, at the prices of ${asOf}`,
    ...(unpriced.length > 0 ? [`not priced: ${unpricedTypes(unpriced).join(", ")}`] : []),
  ].join("; ");
