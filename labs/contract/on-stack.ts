/** A text with its commands as they are right for one stack: `--stack NAME` names it, and is left out for stack local. */
export const onStack = (text: string, stack: string): string =>
  text.replace(/( --)? --stack NAME\b/g, stack === "local" ? "" : `$1 --stack ${stack}`);
