import * as pulumi from "@pulumi/pulumi";

/**
 * `value`, available once the resources exist: resources that use it are created after them and deleted before them. It waits
 * for their URNs, not their ids, because a preview knows URNs; with ids it would show a replacement of every resource that
 * uses `value`.
 */
export const after = <T>(
  value: pulumi.Output<T>,
  ...resources: readonly pulumi.Resource[]
): pulumi.Output<T> => pulumi.all(resources.map(({ urn }) => urn)).apply(() => value);
