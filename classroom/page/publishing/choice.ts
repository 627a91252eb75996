import { UsageError } from "../../console/command.ts";

/** The options of `page` that exclude each other. */
interface Choice {
  readonly out: string | undefined;
  readonly publish: boolean;
  readonly unpublish: boolean;
  readonly yes: boolean;
}

/** @throws UsageError */
export function checkChoice({ out, publish, unpublish, yes }: Choice): void {
  if (publish && unpublish)
    throw new UsageError(
      "--publish uploads the pages, --unpublish deletes them: write one of the two",
    );
  if (unpublish && out !== undefined)
    throw new UsageError("--unpublish writes no pages: omit --out");
  if (yes && !publish && !unpublish)
    throw new UsageError("--yes is for --publish and --unpublish: writing the pages asks nothing");
}
