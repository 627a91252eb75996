import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Stop } from "../../aws/contract/resource-type.ts";
import { checkEmail } from "./alert-topic.ts";
import { type Right, rightsOf, trustOf } from "./watchdog-role.ts";

/** A resource that the watchdog stops. */
export interface Watched {
  readonly stop: Stop;
  /** Its id on AWS; undefined when it has none: its schedule is then disabled. */
  readonly id: pulumi.Input<string | undefined>;
  readonly region: string;
}

/** The message that is sent when the resources are stopped. */
export interface WatchdogMessage {
  readonly email: string;
  /** ASCII, less than 100 characters. */
  readonly subject: string;
  /** @param watched a line for each resource: `ec2-web (i-0123456789abcdef0)` */
  readonly text: (watched: readonly string[]) => string;
}

export interface WatchdogArgs {
  /** When to stop the resources, ISO 8601 with offset. */
  readonly at: string;
  /** The resources to stop, by a permanent key. */
  readonly watched: Readonly<Record<string, Watched>>;
  /** The region that the message is sent from. */
  readonly region: string;
  /** @default no message */
  readonly message?: WatchdogMessage | undefined;
}

/**
 * Stops servers and databases at a set time, from inside AWS: it depends on no computer, workflow or running code. EventBridge
 * Scheduler makes one API call for each resource, so that one that is deleted or already stopped does not affect the others.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 *
 * Its role may make only these calls on these resources, and only for its own schedules. It deletes nothing, and starts
 * nothing. A call that fails is retried for an hour, then dropped.
 *
 * @example
 * new Watchdog("night", {
 *   at: "2026-12-01T18:00:00+09:00", region,
 *   watched: { web: { stop: types[INSTANCE].stop, id: instance.id, region } },
 * });
 *
 * Costs nothing: Scheduler's first 14 million calls of a month, SNS's first 1000 e-mails, and AWS's key for SNS are free.
 */
export class Watchdog extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  /** The names of its schedule groups, by region. */
  readonly groupNames: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws when the time or the e-mail address is not valid. */
  constructor(name: string, args: WatchdogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:watchdog:Watchdog", name, {}, opts);
    const { watched, region, message } = args;
    const scheduleExpression = atExpression(args.at);
    checkEmail(message?.email);
    const child = { parent: this };
    const account = aws.getCallerIdentityOutput({}, child).accountId;

    const regions = new Set(Object.values(watched).map((each) => each.region));
    if (message) regions.add(region);
    const groups = new Map(
      [...regions].map((where) => {
        const own = where === region ? name : `${name}-${where}`;
        return [where, new aws.scheduler.ScheduleGroup(own, { region: where }, child)] as const;
      }),
    );
    const topic = message && alertTopic(name, message.email, region, child);

    const role = new aws.iam.Role(
      name,
      {
        description: "Stops the servers and databases of a class when it expires",
        assumeRolePolicy: trustOf(
          account,
          [...groups.values()].map(({ arn }) => arn),
        ),
        forceDetachPolicies: true,
      },
      child,
    );
    const rights = Object.values(watched).map((each) => stopRight(each, account));
    if (topic) rights.push(pulumi.output({ action: PUBLISH, arn: topic.arn }));
    const policy = new aws.iam.RolePolicy(
      name,
      { role: role.name, policy: pulumi.all(rights).apply(rightsOf) },
      child,
    );

    const schedule = (key: string, where: string, call: Call) =>
      new aws.scheduler.Schedule(
        `${name}-${key}`,
        {
          groupName: groups.get(where)?.name,
          scheduleExpression,
          scheduleExpressionTimezone: "UTC",
          flexibleTimeWindow: { mode: "OFF" },
          state: call.state,
          target: {
            arn: targetOf(call.action),
            roleArn: role.arn,
            input: call.input,
            // Not Scheduler's default of a day: a late retry must not stop what has been extended in the meantime.
            retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
          },
          region: where,
        },
        { ...child, dependsOn: policy },
      );
    for (const [key, each] of Object.entries(watched)) schedule(key, each.region, stopCall(each));
    if (topic)
      schedule("message", region, {
        action: PUBLISH,
        state: "ENABLED",
        input: pulumi.jsonStringify({
          TopicArn: topic.arn,
          Subject: message.subject,
          Message: pulumi.all(linesOf(watched)).apply(message.text),
        }),
      });

    this.roleArn = role.arn;
    this.groupNames = Object.fromEntries([...groups].map(([where, group]) => [where, group.name]));
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** An AWS API call, in a schedule's format. */
interface Call {
  readonly action: string;
  readonly state: pulumi.Input<string>;
  /** Its parameters, as JSON. */
  readonly input: pulumi.Input<string>;
}

const PUBLISH = "sns:Publish";

/** Scheduler's expression for a single time; its time zone is a separate field. */
function atExpression(moment: string): string {
  const time = new Date(moment);
  if (Number.isNaN(time.getTime()))
    throw new Error(`at is "${moment}"; write a time such as 2026-12-01T18:00:00+09:00`);
  return `at(${time.toISOString().slice(0, 19)})`;
}

/** `ec2:StopInstances` -> `arn:aws:scheduler:::aws-sdk:ec2:stopInstances` */
const targetOf = (action: string): string =>
  `arn:aws:scheduler:::aws-sdk:${action.replace(/:./, (start) => start.toLowerCase())}`;

const stopCall = ({ stop, id }: Watched): Call => ({
  action: stop.action,
  state: pulumi.output(id).apply((known) => (known === undefined ? "DISABLED" : "ENABLED")),
  input: pulumi.output(id).apply((known) => JSON.stringify(stop.input(known ?? "unknown"))),
});

/** Undefined for a resource without an id. */
const stopRight = (
  { stop, id, region }: Watched,
  account: pulumi.Input<string>,
): pulumi.Output<Right | undefined> =>
  pulumi.all([account, id]).apply(([owner, known]) => {
    const [service = ""] = stop.action.split(":");
    const arn = `arn:aws:${service}:${region}:${owner}:${stop.arn(known ?? "")}`;
    return known === undefined ? undefined : { action: stop.action, arn };
  });

const linesOf = (watched: WatchdogArgs["watched"]): pulumi.Output<string>[] =>
  Object.entries(watched).map(([key, { id }]) =>
    pulumi.output(id).apply((known) => `${key} (${known ?? "not found: it is not stopped"})`),
  );

/**
 * The message's topic. It is encrypted with the AWS managed key: the publisher is a role of the account, which may use that
 * key, unlike services such as CloudWatch.
 */
function alertTopic(
  name: string,
  email: string,
  region: string,
  child: pulumi.CustomResourceOptions,
): aws.sns.Topic {
  const topic = new aws.sns.Topic(name, { kmsMasterKeyId: "alias/aws/sns", region }, child);
  new aws.sns.TopicSubscription(
    `${name}-email`,
    { topic: topic.arn, protocol: "email", endpoint: email, region },
    child,
  );
  return topic;
}
