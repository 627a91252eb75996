import * as pulumi from "@pulumi/pulumi";
import type { Resource } from "../../policy/resource.ts";
import { runOnMocks } from "./dry-run.ts";

/** A resource after the program's transformations. */
type Seen = Pick<
  pulumi.ResourceTransformationArgs,
  "resource" | "type" | "name" | "props" | "opts"
>;

/** Every resource that `program` declares, as the policies in policy/ see it; Pulumi's mocks answer instead of AWS. */
export async function declaredOnMocks(program: () => unknown): Promise<Resource[]> {
  const seen: Seen[] = [];
  await runOnMocks(() => {
    // Registered last, so that it sees the tags added by a component's own transformations.
    pulumi.runtime.registerStackTransformation((args) => {
      seen.push(args);
      return undefined;
    });
    return program();
  });
  return Promise.all(seen.map(declared));
}

async function declared({ resource, type, name, props, opts }: Seen): Promise<Resource> {
  const [, dependencies] = await pulumi.runtime.serializeResourceProperties(name, props);
  const sources = [...dependencies].map(async ([input, resources]) => {
    const urns = [...resources].map(({ urn }) => settled(urn));
    return [input, await Promise.all(urns)] as const;
  });
  return {
    urn: await settled(resource.urn),
    type,
    name,
    parent: opts.parent && (await settled(opts.parent.urn)),
    props: await settled(pulumi.output(props)),
    sources: Object.fromEntries(await Promise.all(sources)),
    // A class of @pulumi/aws has `tags` among its properties, set or not, exactly when AWS can tag the resource.
    taggable: type.startsWith("aws:") && "tags" in props,
  };
}

const settled = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => output.apply(resolve));
