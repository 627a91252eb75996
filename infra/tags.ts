import * as pulumi from "@pulumi/pulumi";
import { GROUP } from "../aws/autoscaling/types.ts";
import { REGISTERED_DOMAIN } from "../aws/route53/types.ts";

/**
 * Adds `tags`, and `Name` if it is missing, to every taggable resource below the resource with this transformation. Elastic
 * Beanstalk reserves the tag `Name`. A class of @pulumi/aws lists `tags` among its properties, set or not, if and only if AWS
 * can tag the resource.
 */
export function tagging(tags: Readonly<Record<string, string>>): pulumi.ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const properties = props as { tags?: pulumi.Input<Record<string, string>> };
    // A registered domain exists before and after the class: its tags belong to its owner.
    if (type === REGISTERED_DOMAIN) return undefined;
    // An Auto Scaling group's tags are a list in another format, which its component sets.
    if (!("tags" in properties) || type === GROUP) return undefined;
    const named = type.startsWith("aws:elasticbeanstalk/") ? {} : { Name: nameTag(name) };
    const all = pulumi.output(properties.tags).apply((own) => ({ ...named, ...tags, ...own }));
    return { props: { ...properties, tags: all }, opts };
  };
}

/**
 * A resource's name as a tag value: an S3 object has the name of its file, which may contain any character.
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
const nameTag = (name: string): string =>
  name.replace(/[^\p{L}\p{N} _.:/=+@-]/gu, "-").slice(0, MOST_CHARACTERS);

const MOST_CHARACTERS = 256;
