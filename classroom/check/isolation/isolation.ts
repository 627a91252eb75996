import pMap from "p-map";
import { z } from "zod";
import type { Aws } from "../../../aws/clients.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { type RequestContext, simulatedAllowed } from "../../../aws/iam/simulation.ts";
import { saying } from "../../../aws/errors.ts";
import { outputsIn } from "../../pulumi/secrets/masked-outputs.ts";
import type { OpenStack } from "../../stack/open-stack.ts";
import { isOpen, type NotOpen, type OpenStudents } from "../../student-checks/open-students.ts";
import { type Owner, REQUESTS } from "./requests.ts";

/** On whose resources, and when. */
export const SITUATIONS = ["own", "neighbour", "afterEnd"] as const;
export type Situation = (typeof SITUATIONS)[number];

/** How IAM decides about one student. */
export interface StudentIsolation {
  /** How many actions are decided correctly, in each situation. */
  readonly right: Readonly<Record<Situation, number>>;
  /** Wrong decisions: denied on their own resources, or allowed on a neighbour's or after the end. */
  readonly wrong: readonly { readonly situation: Situation; readonly action: string }[];
  /** The student whose resources are used as a neighbour's. */
  readonly neighbour?: string;
  /** Why not everything could be simulated. */
  readonly reason?: string;
}

/** The same for all students, by id. */
export type ClassIsolation = Readonly<Record<string, StudentIsolation>>;

/** A student with a login, and the stack that has it. */
interface Subject extends Owner {
  readonly userArn: string;
  readonly open: OpenStack;
}

const LOGIN = z.object({ userName: z.string(), userArn: z.string() });

/** IAM throttles more calls than this. */
const AT_ONCE = { concurrency: 8 };

const DAY_MS = 86_400_000;

/**
 * Simulates what each student may do with their own resources and with those of the next student, now and after the class has
 * expired.
 */
export async function isolationOf(students: OpenStudents): Promise<ClassIsolation> {
  const subjects = [...students].flatMap(([id, each]) => subjectOf(id, each) ?? []);
  const simulated = new Map(
    await pMap(
      subjects,
      async (each, at) => {
        const next = subjects[(at + 1) % subjects.length];
        // For a single student, the neighbour is an invented one whose id starts like theirs.
        const neighbour = next && next !== each ? next : lookAlike(each);
        return [each.student, await isolation(each, neighbour)] as const;
      },
      AT_ONCE,
    ),
  );
  return Object.fromEntries(
    [...students].map(([id, each]) => [id, simulated.get(id) ?? unseen(each)]),
  );
}

function subjectOf(student: string, open: OpenStack | NotOpen): Subject | undefined {
  if (!isOpen(open)) return undefined;
  const login = LOGIN.safeParse(outputsIn(open.state).login).data;
  return login && { ...login, student, className: open.config.name, open };
}

const NONE = { own: 0, neighbour: 0, afterEnd: 0 };

const unseen = (student: OpenStack | NotOpen): StudentIsolation => ({
  ...{ right: NONE, wrong: [] },
  reason: isOpen(student) ? "the stack has no user for the student" : student.reason,
});

const lookAlike = ({ userName, student, className }: Owner): Owner => ({
  userName: `${userName}0`,
  student: `${student}0`,
  className,
});

async function isolation(subject: Subject, neighbour: Owner): Promise<StudentIsolation> {
  const right = { ...NONE };
  const wrong: { situation: Situation; action: string }[] = [];
  const about = { right, wrong, neighbour: neighbour.student };
  try {
    const who = await identityOf(subject);
    for (const situation of SITUATIONS)
      for (const { actions, ...resource } of REQUESTS) {
        const owner = situation === "neighbour" ? neighbour : subject;
        const time = situation === "afterEnd" ? afterEnd(subject) : new Date();
        const allowed = await simulatedAllowed(await iamOf(subject.open.aws), {
          who: subject.userArn,
          actions,
          to: resource.arn(owner, placeOf(subject)),
          context: { ...who, ...tagsOf(owner, resource.isTagged), "aws:CurrentTime": time },
        });
        for (const action of actions)
          if (allowed.includes(action) === (situation === "own")) right[situation]++;
          else wrong.push({ situation, action });
      }
    return about;
  } catch (error) {
    return { ...about, reason: saying(error) };
  }
}

const iamOf = (aws: Aws) => aws.client(iamClient);

const afterEnd = ({ open }: Subject): Date =>
  new Date(new Date(open.config.expires).getTime() + DAY_MS);

const placeOf = ({ userArn, open }: Subject) => ({
  region: open.config.region,
  account: userArn.split(":")[4] ?? "",
});

/** The caller: with the tags that the user really has, signed in with MFA, in the class's region. */
async function identityOf({ userName, open }: Subject): Promise<RequestContext> {
  const iam = await iamOf(open.aws);
  const { Tags = [] } = await iam.listUserTags({ UserName: userName });
  return {
    ...Object.fromEntries(
      Tags.map(({ Key = "", Value = "" }) => [`aws:PrincipalTag/${Key}`, Value]),
    ),
    "aws:username": userName,
    "aws:MultiFactorAuthPresent": true,
    "aws:RequestedRegion": open.config.region,
  };
}

const tagsOf = ({ student, className }: Owner, isTagged: boolean): RequestContext =>
  isTagged ? { "aws:ResourceTag/student": student, "aws:ResourceTag/class": className } : {};
