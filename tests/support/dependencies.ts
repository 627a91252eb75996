import type * as pulumi from "@pulumi/pulumi";

/** What must be there before whoever uses an output, as `name (Type)`. */
export async function dependencies(output: pulumi.Output<unknown>): Promise<string[]> {
  // Pulumi's own bookkeeping: the mocks do not hand it over.
  const { allResources } = output as unknown as {
    allResources: () => Promise<Set<pulumi.Resource>>;
  };
  const resources = [...(await allResources.call(output))];
  const urns = resources.map(
    ({ urn }) =>
      new Promise<string>((resolve) => {
        urn.apply(resolve);
      }),
  );
  return (await Promise.all(urns)).map((urn) => urn.replace(/^.*[:/](\w+)::([^:]+)$/, "$2 ($1)"));
}
