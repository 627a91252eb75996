import * as pulumi from "@pulumi/pulumi";

/**
 * `value`, once the resources are there: whoever uses it waits for them, and goes before them on the way out.
 * It waits for their URNs, not their ids, because a preview knows those: it would show a replacement of whatever
 * uses `value` otherwise.
 */
export const after = <T>(
  value: pulumi.Output<T>,
  ...resources: readonly pulumi.Resource[]
): pulumi.Output<T> => pulumi.all(resources.map(({ urn }) => urn)).apply(() => value);
