import * as pulumi from "@pulumi/pulumi";
import { GROUP } from "../aws/autoscaling/types.ts";

/**
 * Adds `tags`, and `Name` where there is none, to every taggable resource below the one it is given to.
 * Elastic Beanstalk keeps the tag `Name` for itself.
 * A class of @pulumi/aws lists `tags` among its properties, set or not, exactly when AWS can tag the resource.
 */
export function tagging(tags: Readonly<Record<string, string>>): pulumi.ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const properties = props as { tags?: pulumi.Input<Record<string, string>> };
    // An Auto Scaling group's tags are a list of another shape, which its component fills in.
    if (!("tags" in properties) || type === GROUP) return undefined;
    const named = type.startsWith("aws:elasticbeanstalk/") ? {} : { Name: name };
    const all = pulumi.output(properties.tags).apply((own) => ({ ...named, ...tags, ...own }));
    return { props: { ...properties, tags: all }, opts };
  };
}
