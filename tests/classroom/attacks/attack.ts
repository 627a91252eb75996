import type { World } from "./world.ts";

/** What is done to `leftovers --delete`, and what it says; nothing of the innocent is deleted, and never "clean". */
export interface Attack {
  readonly name: string;
  readonly world: () => World;
  readonly call?: { readonly uncertain?: string };
  /** What is deleted all the same: of the class's own. @default nothing */
  readonly deletes?: readonly string[];
  readonly says: RegExp;
}
