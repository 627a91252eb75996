/** The parent of all resources of a lab, or of a foundation that labs share. */
export type GroupKind = "lab" | "foundation";

/** The type token of a group's component. */
export const groupType = (kind: GroupKind, name: string): string => `class:${kind}:${name}`;

/** The name of the group whose component has this type; undefined for any other type. */
export const groupNamed = (type: string): string | undefined =>
  /^class:(?:lab|foundation):([\w-]+)$/.exec(type)?.[1];
