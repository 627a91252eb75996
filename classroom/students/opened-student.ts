import { existsSync } from "node:fs";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { isDeepStrictEqual } from "node:util";
import type { Report } from "../../lib/progress.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { readOnce } from "../pulumi/read-once.ts";
import { identityInState } from "../record/class-identity.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import { forItsEnd, writeDeployedSettings } from "../stack/deployed-settings.ts";
import { checkRecorded, identityOfStack } from "../stack/without-settings.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { provenAws, type ProvenAws, provingAgain } from "../stack/proven-aws.ts";
import { refuseOther } from "../record/other-class.ts";
import type { StudentsPlace } from "./place.ts";

/** The class's proven account, and how Pulumi reaches it. */
export interface ClassAccount {
  readonly aws: Aws;
  /** Undefined on this machine. */
  readonly account: string | undefined;
  readonly proveAgain?: ClassStack["proveAgain"];
  /** The exported state of the class's stack. */
  readonly exported: unknown;
}

/** A student's stack, whatever the settings of the class say now. */
export interface OpenedStudent extends ClassStack {
  readonly keeper: RecordKeeper;
  /** The stack's proven account; undefined on this machine. */
  readonly account: string | undefined;
  readonly resources: readonly DeployedResource[];
  /** The state that all of this comes from. */
  readonly exported: unknown;
}

/**
 * Opens a student's stack from its state alone, on any machine. The state is exported once.
 *
 * @throws OtherClassError, PulumiError, WrongAccountError, CredentialsError
 */
export async function openedStudent(
  place: StudentsPlace,
  id: string,
  ofClass: ClassAccount,
  report: Report,
): Promise<OpenedStudent> {
  const own = place.stackOf(id);
  const keeper = await place.keeperOf(own);
  const record = await keeper.read();
  const refuse = (state: unknown): void => {
    refuseOther(own.name, id, identityInState(state) ?? record?.identity);
  };
  if (!existsSync(own.settings)) {
    refuse(await own.export()); // what has settings here counts as a student's
    await writeDeployedSettings(own, own.settings);
  }
  const stack = await forItsEnd(own, report);
  const read = await readOnce(stack);
  const { exported } = read;
  refuse(exported);
  const identity = await identityOfStack(read, keeper, stack.settings);
  const resources = heldResources(exported);
  const isThere = ofClass.account === undefined || isSameWay(exported, ofClass);
  const prove = () => provenAws(stack, identity.region, report, { state: exported });
  const { aws, account, proveAgain } = isThere ? ofClass : await provenWith(prove);
  if (account !== undefined) checkRecorded(record, account, stack.name);
  return { identity, stack, aws, account, proveAgain, keeper, resources, exported };
}

async function provenWith(
  prove: () => Promise<ProvenAws>,
): Promise<Omit<ClassAccount, "exported">> {
  const { aws, account } = await prove();
  return { aws, account, proveAgain: provingAgain(prove, account) };
}

/** Whether Pulumi reaches a student's resources with the same credentials that were proven for the class. */
function isSameWay(exported: unknown, { account, exported: ofClass }: ClassAccount): boolean {
  const [own, its] = [deployedAccount(exported), deployedAccount(ofClass)];
  return (
    own.endpoint === its.endpoint &&
    own.accounts.length > 0 &&
    own.accounts.every((each) => each === account) &&
    own.providers.every((provider) =>
      its.providers.some((each) => isDeepStrictEqual(each, provider)),
    )
  );
}
