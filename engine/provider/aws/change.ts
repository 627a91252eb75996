// Creating, updating and deleting resources.
import { ApplyError } from "../terraform/terraform.ts";
import { plainMap } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import { without } from "../values/types.ts";
import { regionOf, resourceInfo, type Context } from "./context.ts";
import { keepIgnored, planChange } from "./plan.ts";
import {
  idOf,
  toConfig,
  toOutputs,
  toStored,
  withTimeouts,
  writeAssets,
  type Timeouts,
} from "./state.ts";

export interface CreateRequest {
  readonly token: string;
  /** The checked inputs. */
  readonly news: PropertyMap;
  /** Whether only to plan: values unknown before creation stay unknown. */
  readonly preview: boolean;
  /** The program's `customTimeouts` in seconds; 0 for Terraform's own. */
  readonly timeout: number;
}

export interface UpdateRequest extends CreateRequest {
  readonly id: string;
  /** The outputs so far. */
  readonly olds: PropertyMap;
  readonly ignored: readonly string[];
}

export interface DeleteRequest {
  readonly token: string;
  readonly id: string;
  readonly olds: PropertyMap;
  readonly timeout: number;
}

export interface Changed {
  /** Empty in the preview of a new resource. */
  readonly id: string;
  readonly outputs: PropertyMap;
}

/** A failed operation that still left a resource behind. */
export class PartialError extends Error {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly inputs: PropertyMap;

  constructor(cause: Error, id: string, outputs: PropertyMap, inputs: PropertyMap) {
    super(cause.message, { cause });
    this.id = id;
    this.outputs = outputs;
    this.inputs = inputs;
  }
}

/** @throws {PartialError} when it failed partway */
export async function create(context: Context, request: CreateRequest): Promise<Changed> {
  const timeouts = timeoutsOf("create", request.timeout);
  const { id, outputs } = await change(context, request, undefined, timeouts);
  if (!request.preview) return { id, outputs };
  return { id: "", outputs: without(outputs, "id") }; // the engine makes it unknown itself
}

/** @throws {PartialError} when it failed partway */
export function update(context: Context, request: UpdateRequest): Promise<Changed> {
  return change(context, request, request, timeoutsOf("update", request.timeout));
}

const timeoutsOf = (operation: keyof Timeouts, seconds: number): Timeouts | undefined =>
  seconds > 0 ? { [operation]: `${seconds}s` } : undefined;

async function change(
  context: Context,
  { token, news, preview }: CreateRequest,
  existing: Pick<UpdateRequest, "id" | "olds" | "ignored"> | undefined,
  timeouts: Timeouts | undefined,
): Promise<Changed> {
  const info = resourceInfo(context, token);
  const values = plainMap(news);
  const region = await regionOf(context, info, values);
  const client = await context.clients.get(region);
  const prior = existing
    ? await toStored(client, info, existing.id, existing.olds)
    : { state: null };
  if (!preview) await writeAssets(values);
  const given = toConfig(context, info, values, timeouts);
  const config = keepIgnored(info, given, prior.state, existing?.ignored ?? []);
  const { planned, plannedPrivate } = await planChange(client, info, prior, config);
  if (preview) {
    const outputs = toOutputs(info, planned ?? {}, region, news);
    return { id: existing?.id ?? "", outputs };
  }
  try {
    const { state, private: bytes } = await client.apply(info, {
      prior,
      planned,
      config,
      plannedPrivate,
    });
    return { id: idOf(state), outputs: toOutputs(info, state ?? {}, region, news, bytes) };
  } catch (error) {
    if (!(error instanceof ApplyError)) throw error;
    const { state, private: bytes } = error.left;
    if (!state || !idOf(state)) throw error;
    throw new PartialError(error, idOf(state), toOutputs(info, state, region, news, bytes), news);
  }
}

/** Deletes a resource; one that no longer exists counts as deleted, as in Terraform. */
export async function remove(context: Context, request: DeleteRequest): Promise<void> {
  const { token, id, olds, timeout } = request;
  const info = resourceInfo(context, token);
  const client = await context.clients.get(await regionOf(context, info, plainMap(olds)));
  const stored = await toStored(client, info, id, olds);
  const state = withTimeouts(info, stored.state, timeoutsOf("delete", timeout));
  const prior = { ...stored, state };
  const { planned, plannedPrivate } = await client.plan(info, {
    prior,
    proposed: null,
    config: null,
  });
  await client.apply(info, { prior, planned, config: null, plannedPrivate });
}
