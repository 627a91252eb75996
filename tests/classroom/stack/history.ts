/** One entry of `pulumi stack history --json`. */
export const update = (config: object, more: object = {}) => ({
  ...{ kind: "update", result: "succeeded", config },
  ...more,
});
export const region = (value: string) => ({ "aws:region": { value, secret: false } });
