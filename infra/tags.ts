import * as pulumi from "@pulumi/pulumi";
import { GROUP } from "../aws/autoscaling/types.ts";
import { REGISTERED_DOMAIN } from "../aws/route53/types.ts";

/**
 * Adds `tags`, and `Name` where there is none, to every taggable resource below the one it is given to.
 * Elastic Beanstalk keeps the tag `Name` for itself.
 * A class of @pulumi/aws lists `tags` among its properties, set or not, exactly when AWS can tag the resource.
 */
export function tagging(tags: Readonly<Record<string, string>>): pulumi.ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const properties = props as { tags?: pulumi.Input<Record<string, string>> };
    // A registered domain is older than the class, and stays when it goes: its tags are its owner's.
    if (type === REGISTERED_DOMAIN) return undefined;
    // An Auto Scaling group's tags are a list of another shape, which its component fills in.
    if (!("tags" in properties) || type === GROUP) return undefined;
    const named = type.startsWith("aws:elasticbeanstalk/") ? {} : { Name: nameTag(name) };
    const all = pulumi.output(properties.tags).apply((own) => ({ ...named, ...tags, ...own }));
    return { props: { ...properties, tags: all }, opts };
  };
}

/**
 * A resource's name as the value of a tag: an S3 object's has the name of its file, which may be anything.
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
const nameTag = (name: string): string =>
  name.replace(/[^\p{L}\p{N} _.:/=+@-]/gu, "-").slice(0, MOST_CHARACTERS);

const MOST_CHARACTERS = 256;
