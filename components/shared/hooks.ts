import * as pulumi from "@pulumi/pulumi";

/** Pulumi's mocks report support for hooks but cannot register one, and the program would wait forever. */
export const takesHooks = (): boolean =>
  typeof pulumi.runtime.getMonitor()?.registerResourceHook === "function";
