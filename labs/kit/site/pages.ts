import type { Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";
import { visit, type Visit, type Visited } from "../web/visit.ts";
import { textOf } from "./buckets.ts";

/** The expected response to a visitor. */
export interface Page {
  readonly status: number;
  /** The complete text. @default any */
  readonly text?: string;
}

/** Visits a page. @throws Failure when the response differs from the expected one */
export async function expectPage(
  from: Visited,
  url: string,
  { status, text }: Page,
): Promise<Visit> {
  const seen = await visit(from, url);
  expect(seen.status === status, `${url} returns ${seen.status}, not ${status}`);
  const title = seen.title === "" ? `${seen.body.length} characters` : `"${seen.title}"`;
  expect(text === undefined || seen.body === text, `${url} shows something else: ${title}`);
  return seen;
}

/**
 * Visits an address that should return a file of the lab's bucket.
 *
 * @returns its title. @throws Failure when it returns something else
 */
export async function expectFile(
  subject: Pick<Subject, "lab" | "aws">,
  url: string,
  { key, status }: { readonly key: string; readonly status: number },
): Promise<string> {
  return (await expectPage(subject, url, { status, text: await textOf(subject, key) })).title;
}

/** Visits an address that should redirect. @throws Failure when it does not, or redirects elsewhere */
export async function expectRedirect(
  from: Visited,
  url: string,
  { status, to }: { readonly status: number; readonly to: string },
): Promise<void> {
  const location = (await expectPage(from, url, { status })).headers.get("location");
  expect(location !== null, `${url} has no redirect target`);
  const leads = URL.canParse(location, url) ? new URL(location, url).href : location;
  expect(leads === new URL(to).href, `${url} redirects to ${leads}, not to ${to}`);
}
