import type { Resource } from "../resource.ts";
import { everywhere, type StackRule } from "../rule.ts";
import { at, listOf, mayBe, UNKNOWN } from "../values.ts";

const REQUIRED = ["class", "class-id", "environment", "lab", "owner", "expires"];

export const requiredTags: StackRule = {
  id: "required-tags",
  why: "Tags are used to find leftovers, to assign costs to labs, and to destroy expired classes.",
  source: {
    name: "AWS: tagging best practices",
    url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  },
  fix: "make it a child of its lab, which tags all resources that support tags (infra/tags.ts); an Auto Scaling group takes tags as an argument",
  level: everywhere("mandatory"),
  checkStack: (stack) => stack.resources.filter(({ taggable }) => taggable).flatMap(untagged),
};

function untagged(resource: Resource) {
  const { tags } = resource.props;
  if (tags === UNKNOWN) return [];
  const missing = REQUIRED.filter((name) => !tagOf(tags, name));
  const message = `it has no tag ${missing.join(", ")}`;
  return missing.length === 0 ? [] : [{ resource, message }];
}

/** A tag's value; an Auto Scaling group has a list of them. */
const tagOf = (tags: unknown, name: string): unknown =>
  Array.isArray(tags)
    ? at(
        listOf(tags).find((tag) => mayBe(at(tag, "key"), name)),
        "value",
      )
    : at(tags, name);
