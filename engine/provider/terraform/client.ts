// Calls a running Terraform AWS provider with tfplugin5 over gRPC.
import grpc from "@grpc/grpc-js";
import type { ObjectType, TerraformObject, TerraformState } from "../values/types.ts";
import { decodeState, encodeState } from "../values/wire.ts";
import { errorsOf } from "./diagnostics.ts";
import type { Calls, ProviderSchema } from "./messages.ts";
import type { TerraformProcess } from "./process.ts";
import { connect, type Methods } from "./stub.ts";
import {
  ApplyError,
  TerraformError,
  type ApplyRequest,
  type Plan,
  type PlanRequest,
  type ResourceType,
  type Stored,
  type TerraformClient,
} from "./terraform.ts";

/** The AWS provider warns below 0.12; otherwise the version is only in its user agent. */
const TERRAFORM_VERSION = "1.9.8";
/** How long to wait for a process that no longer answers to end and report why. */
const LAST_WORDS_MS = 2000;

/** A Terraform provider in its own process. */
export class GrpcTerraform implements TerraformClient {
  readonly ended: Promise<void>;
  readonly #process: TerraformProcess;
  readonly #stub: Pick<grpc.Client, "close">;
  readonly #methods: Methods;

  constructor(process: TerraformProcess) {
    this.ended = process.ended;
    this.#process = process;
    const stub = connect(process.address);
    this.#stub = stub;
    this.#methods = stub;
  }

  /** The complete schema: several megabytes, needed only for the installation. */
  getSchema(): Promise<ProviderSchema> {
    return this.#call("GetSchema", {});
  }

  async configure(type: ObjectType, config: TerraformObject): Promise<void> {
    const given = { config: encodeState(type, config) };
    const { prepared_config } = await this.#call("PrepareProviderConfig", given);
    const configuration = { terraform_version: TERRAFORM_VERSION, config: prepared_config };
    await this.#call("Configure", configuration);
  }

  async validate({ terraform, type }: ResourceType, config: TerraformObject) {
    try {
      await this.#call("ValidateResourceTypeConfig", {
        type_name: terraform,
        config: encodeState(type, config),
        client_capabilities: { write_only_attributes_allowed: true },
      });
      return [];
    } catch (error) {
      if (error instanceof TerraformError) return [...error.diagnostics];
      throw error;
    }
  }

  async plan({ terraform, type }: ResourceType, request: PlanRequest): Promise<Plan> {
    const { prior, proposed, config } = request;
    const answer = await this.#call("PlanResourceChange", {
      type_name: terraform,
      prior_state: encodeState(type, prior.state),
      proposed_new_state: encodeState(type, proposed),
      config: encodeState(type, config),
      prior_private: prior.private,
    });
    return {
      planned: decodeState(type, answer.planned_state),
      plannedPrivate: answer.planned_private,
      requiresReplace: answer.requires_replace.flatMap(
        (path) => path.steps[0]?.attribute_name ?? [],
      ),
    };
  }

  async apply({ terraform, type }: ResourceType, request: ApplyRequest): Promise<Stored> {
    const { prior, planned, plannedPrivate, config } = request;
    const answer = await this.#send("ApplyResourceChange", {
      type_name: terraform,
      prior_state: encodeState(type, prior.state),
      planned_state: encodeState(type, planned),
      config: encodeState(type, config),
      planned_private: plannedPrivate,
    });
    const left = { state: decodeState(type, answer.new_state), private: answer.private };
    const errors = errorsOf(answer);
    if (errors.length > 0) throw new ApplyError(errors, left);
    return left;
  }

  async read({ terraform, type }: ResourceType, stored: Stored): Promise<Stored> {
    const answer = await this.#call("ReadResource", {
      type_name: terraform,
      current_state: encodeState(type, stored.state),
      private: stored.private,
    });
    return { state: decodeState(type, answer.new_state), private: answer.private };
  }

  async import({ terraform, type }: ResourceType, id: string): Promise<Stored | undefined> {
    const request = { type_name: terraform, id };
    const { imported_resources } = await this.#call("ImportResourceState", request);
    const found = imported_resources.find((resource) => resource.type_name === terraform);
    return found && { state: decodeState(type, found.state), private: found.private };
  }

  async upgrade(
    { terraform, type }: ResourceType,
    version: number,
    state: TerraformObject,
  ): Promise<TerraformState> {
    const answer = await this.#call("UpgradeResourceState", {
      type_name: terraform,
      version,
      raw_state: { json: Buffer.from(JSON.stringify(state)) },
    });
    return decodeState(type, answer.upgraded_state);
  }

  async readData({ terraform, type }: ResourceType, config: TerraformObject) {
    const request = { type_name: terraform, config: encodeState(type, config) };
    await this.#call("ValidateDataSourceConfig", request);
    const { state } = await this.#call("ReadDataSource", request);
    return decodeState(type, state) ?? {};
  }

  async stop(): Promise<void> {
    const { error } = await this.#call("Stop", {});
    if (error) throw new Error(`the Terraform provider does not stop: ${error}`);
  }

  close(): void {
    this.#stub.close();
    this.#process.kill();
  }

  /** @throws {TerraformError} when the answer contains errors */
  async #call<M extends keyof Calls>(method: M, request: Calls[M][0]): Promise<Calls[M][1]> {
    const answer = await this.#send(method, request);
    const errors = errorsOf(answer);
    if (errors.length > 0) throw new TerraformError(errors);
    return answer;
  }

  async #send<M extends keyof Calls>(method: M, request: Calls[M][0]): Promise<Calls[M][1]> {
    try {
      return await new Promise<Calls[M][1]>((resolve, reject) => {
        this.#methods[method](request, (error, answer) => {
          if (error) reject(error);
          else resolve(answer);
        });
      });
    } catch (error) {
      throw await this.#explained(method, request, error as grpc.ServiceError);
    }
  }

  // A panic ends the process and with it every running call; report that rather than "connection reset".
  async #explained(method: string, request: object, error: grpc.ServiceError): Promise<Error> {
    if (error.code === grpc.status.UNAVAILABLE) await Promise.race([this.ended, lastWords()]);
    const { panic } = this.#process;
    if (panic.length === 0) return new Error(`${method}: ${error.details || error.message}`);
    const what = "type_name" in request ? String(request.type_name) : "the provider";
    return new Error(
      `the Terraform provider crashed during ${method} of ${what}, or of another resource at the same time:\n${panic.join("\n")}`,
    );
  }
}

const lastWords = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS).unref());
