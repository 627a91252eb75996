import * as pulumi from "@pulumi/pulumi";

/** `value`, available once the resources exist: what uses it is created after them and deleted before them.
 * It waits for their URNs, not their ids, because a preview knows those: it would show a replacement of whatever
 * uses `value` otherwise.
 */
export const after = <T>(
  value: pulumi.Output<T>,
  ...resources: readonly pulumi.Resource[]
): pulumi.Output<T> => pulumi.all(resources.map(({ urn }) => urn)).apply(() => value);
