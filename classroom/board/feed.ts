import type { ServerResponse } from "node:http";
import type { Parts } from "./parts.ts";

/** Changes within this time are sent together. */
const PAUSE_MS = 100;

/** Interval of a line without data, which detects closed connections. */
const SIGN_MS = 15_000;

/** Maximum number of open connections; more than anybody needs. */
const MOST = 50;

/** A connected browser. */
interface Listener {
  readonly response: ServerResponse;
  /** Whether it has not yet taken what was sent: it then gets the whole state as soon as it is ready. */
  isBehind: boolean;
}

/**
 * Sends changes of a board to all connected browsers as server-sent events. It keeps only the latest state, not the history: a
 * slow or new browser gets that state.
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

  /** Connects a browser and sends it the whole state. */
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

/** Parts by id; null for removed parts. */
function eventOf(ids: Iterable<string>, parts: Parts): string {
  const changed = Object.fromEntries([...ids].map((id) => [id, parts.get(id) ?? null]));
  return `data: ${JSON.stringify(changed)}\n\n`;
}
