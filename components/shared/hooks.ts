import * as pulumi from "@pulumi/pulumi";

/** Pulumi's mocks say that they know hooks, but cannot register one, and the program would wait for ever. */
export const takesHooks = (): boolean =>
  typeof pulumi.runtime.getMonitor()?.registerResourceHook === "function";
