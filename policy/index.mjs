// Plain JavaScript: Pulumi requires a pack with ts-node at hand, which cannot load modules, so Node itself must take over.
import "./pack.ts";
