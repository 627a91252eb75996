import { isDeepStrictEqual } from "node:util";
import type { Context } from "./context.ts";
import { diff, type Diff, type DiffRequest } from "./diff.ts";

/**
 * Remembers the last diff of each resource. In a preview or an update that refreshes first, the engine asks for it twice: when it
 * has read the resource, and when the program registers it. Without a change between them, Terraform plans once.
 */
export class RememberedDiffs {
  readonly #context: Context;
  readonly #last = new Map<string, { readonly request: DiffRequest; readonly diff: Diff }>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** What an update would change. */
  async get(request: DiffRequest): Promise<Diff> {
    const key = `${request.token} ${request.id}`;
    const last = this.#last.get(key);
    if (last && isDeepStrictEqual(last.request, request)) return last.diff;
    const found = await diff(this.#context, request);
    this.#last.set(key, { request, diff: found });
    return found;
  }
}
