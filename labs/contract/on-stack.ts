/** Adapts the commands in a text to one stack: `--stack NAME` gets the stack's name, and is removed for stack local. */
export const onStack = (text: string, stack: string): string =>
  text.replace(/( --)? --stack NAME\b/g, stack === "local" ? "" : `$1 --stack ${stack}`);
