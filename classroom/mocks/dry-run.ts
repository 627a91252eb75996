import * as pulumi from "@pulumi/pulumi";
import type { Service } from "../../aws/contract/service.ts";
import { joined, services } from "../../aws/services.ts";

/** A resource as the program registered it; tests examine its `inputs`, which are therefore untyped. */
export interface Recorded extends pulumi.runtime.MockResourceArgs {
  readonly inputs: Record<string, unknown>;
}

/** A function of the provider that the program called. */
export interface RecordedCall {
  readonly token: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Runs `program` without an engine: Pulumi's mocks answer instead of AWS. Errors have a stack trace only with
 * PULUMI_DEBUG_PROMISE_LEAKS=1.
 *
 * @param stack the stack's name for the program
 * @returns every resource it registered and function it called, once all have settled, and its awaited result
 */
export async function runOnMocks<T>(program: () => T, stack = "mocks"): Promise<Run<T>> {
  // Pulumi records a stack trace for every promise and resource, which takes most of the time. Its own switch turns them on.
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return record(program, stack);
  return withoutStackTraces(() => record(program, stack));
}

/** V8 collects no frames unless the limit is a plain value. Pulumi raises it for resources, so this keeps it fixed. */
async function withoutStackTraces<T>(run: () => Promise<T>): Promise<T> {
  const limit = Error.stackTraceLimit;
  const name = "stackTraceLimit";
  Object.defineProperty(Error, name, { configurable: true, get: () => 0, set: () => undefined });
  try {
    return await run();
  } finally {
    Object.defineProperty(Error, name, {
      configurable: true,
      enumerable: true,
      writable: true,
      value: limit,
    });
  }
}

/** What a program did on mocks. */
interface Run<T> {
  readonly resources: Recorded[];
  readonly calls: RecordedCall[];
  readonly result: pulumi.Unwrap<Awaited<T>>;
}

async function record<T>(program: () => T, stack: string): Promise<Run<T>> {
  const resources: Recorded[] = [];
  const calls: RecordedCall[] = [];
  const known = await services();
  const computed = joined(known, "computed");
  const answers = joined(known, "answers");
  await pulumi.runtime.setMocks(
    {
      newResource: (args: Recorded) => {
        resources.push(args);
        return { id: `${args.name}-id`, state: { ...outputsOf(args, computed), ...args.inputs } };
      },
      call: ({ token, inputs }: pulumi.runtime.MockCallArgs) => {
        const given = inputs as Record<string, unknown>;
        calls.push({ token, inputs: given });
        return answers[token]?.(given) ?? given;
      },
    },
    "class",
    stack,
    false,
  );
  let result: pulumi.Output<pulumi.Unwrap<Awaited<T>>> | undefined;
  let thrown: { readonly error: unknown } | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    try {
      result = pulumi.output(await program());
    } catch (error) {
      thrown = { error }; // Pulumi would reject promises that nobody awaits, and Node would exit
    }
  });
  // The stack is done before the last of its resources: registrations that wait for others are still pending.
  await pulumi.runtime.disconnect();
  if (thrown) throw thrown.error;
  if (!result) throw new Error("the program did not run");
  const settled = result;
  return { resources, calls, result: await new Promise((resolve) => settled.apply(resolve)) };
}

/** Outputs that AWS would fill in, and that programs use. */
function outputsOf(
  { type, name }: Recorded,
  computed: NonNullable<Service["computed"]>,
): Record<string, unknown> {
  const arn = `arn:aws:mock:ap-northeast-2:123456789012:${type.split(":").pop() ?? ""}/${name}`;
  return { arn, ...computed[type]?.(name) };
}
