import type { ServerResponse } from "node:http";
import type { Parts } from "./parts.ts";

/** What comes within it is sent together. */
const PAUSE_MS = 100;

/** A line that says nothing, by which a connection that is gone is noticed. */
const SIGN_MS = 15_000;

/** More than anybody opens: each is a connection. */
const MOST = 50;

/** A browser that listens. */
interface Listener {
  readonly response: ServerResponse;
  /** Whether it has not taken yet what was sent: then it gets all there is as soon as it can. */
  isBehind: boolean;
}

/**
 * Sends what has changed of a board to all who listen, as server-sent events. It keeps the last state and nothing of the way to it:
 * who is slow, or comes later, gets that.
 */
export class Feed {
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Set<string>();
  #parts: Parts = new Map();
  #sending: NodeJS.Timeout | undefined;
  readonly #signs = setInterval(() => {
    for (const { response } of this.#listeners) response.write(": here\n\n");
  }, SIGN_MS).unref();

  get parts(): Parts {
    return this.#parts;
  }

  get isFull(): boolean {
    return this.#listeners.size >= MOST;
  }

  /** Shows a new state. */
  publish(parts: Parts): void {
    for (const [id, part] of parts) if (this.#parts.get(id) !== part) this.#changed.add(id);
    for (const id of this.#parts.keys()) if (!parts.has(id)) this.#changed.add(id);
    this.#parts = parts;
    if (this.#changed.size === 0) return;
    this.#sending ??= setTimeout(() => {
      this.#sending = undefined;
      this.#send();
    }, PAUSE_MS);
  }

  /** Begins to tell a browser, with all there is. */
  join(response: ServerResponse): void {
    const listener: Listener = { response, isBehind: false };
    this.#listeners.add(listener);
    response.on("close", () => this.#listeners.delete(listener));
    response.on("drain", () => {
      if (!listener.isBehind) return;
      listener.isBehind = false;
      this.#tell(listener, eventOf(this.#parts.keys(), this.#parts));
    });
    response.write("retry: 1000\n\n");
    this.#tell(listener, eventOf(this.#parts.keys(), this.#parts));
  }

  end(): void {
    clearInterval(this.#signs);
    clearTimeout(this.#sending);
    for (const { response } of this.#listeners) response.end();
  }

  #send(): void {
    const event = eventOf(this.#changed, this.#parts);
    this.#changed.clear();
    for (const listener of this.#listeners) this.#tell(listener, event);
  }

  #tell(listener: Listener, event: string): void {
    if (listener.response.writableNeedDrain) listener.isBehind = true;
    else listener.response.write(event);
  }
}

/** Parts by id, null for what is gone. */
function eventOf(ids: Iterable<string>, parts: Parts): string {
  const changed = Object.fromEntries([...ids].map((id) => [id, parts.get(id) ?? null]));
  return `data: ${JSON.stringify(changed)}\n\n`;
}
