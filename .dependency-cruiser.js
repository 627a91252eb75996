/**
 * Imports go down only, folder by folder (docs/decisions/house.md), and never in a circle, types included:
 * `npm run check:imports`.
 */

/** What each top folder may import, besides itself. */
const BELOW = {
  lib: [],
  aws: ["lib"],
  components: ["lib", "aws"],
  policy: ["lib", "aws"],
  labs: ["lib", "aws", "components", "policy"],
  infra: ["lib", "aws", "components", "policy", "labs"],
  engine: ["lib", "aws"],
  classroom: ["lib", "aws", "components", "policy", "labs", "infra", "engine"],
};
const FOLDERS = Object.keys(BELOW);

/** The rooms that commands share, from the bottom; whatever else lies in classroom/ is a command's folder. */
const ROOMS = [
  "console",
  "html",
  "roster",
  "pulumi",
  "drawing",
  "mocks",
  "local",
  "record",
  "pricing",
  "stack",
  "deploy",
  "checking",
  "handouting",
  "readiness",
  "search",
  "gateway",
  "destroy",
  "rehearsals",
  "bring-up",
  "students",
  "spending",
  "student-checks",
  "class-status",
  "class-page",
  "student-cards",
  "freezing",
  "closing",
];

/** The folders of servers on this machine, from the bottom; what else lies in engine/traffic/ may import them. */
const OF_SERVERS = ["sandbox", "boot", "servers"];

const anyOf = (names) => `(${names.join("|")})/`;

const folder = (name) => ({
  name: `${name}-imports-down`,
  severity: "error",
  from: { path: `^${name}/` },
  to: {
    path: `^${anyOf([...FOLDERS, "tests"].filter((to) => ![name, ...BELOW[name]].includes(to)))}`,
  },
});

const room = (name, at) => ({
  name: `classroom-${name}-imports-down`,
  severity: "error",
  from: { path: `^classroom/${name}/` },
  to: { path: "^classroom/", pathNot: `^classroom/${anyOf(ROOMS.slice(0, at + 1))}` },
});

const ofServers = (name, at) => ({
  name: `traffic-${name}-imports-down`,
  severity: "error",
  from: { path: `^engine/traffic/${name}/` },
  to: {
    path: `^engine/traffic/${anyOf([...OF_SERVERS.slice(at + 1), "applications", "load-balancers"])}`,
  },
});

export default {
  forbidden: [
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    ...FOLDERS.map(folder),
    ...ROOMS.map(room),
    ...OF_SERVERS.map(ofServers),
    {
      name: "a-command-imports-no-other-command",
      severity: "error",
      from: { path: "^classroom/([^/]+)/", pathNot: `^classroom/${anyOf(ROOMS)}` },
      to: { path: "^classroom/", pathNot: `^classroom/(${ROOMS.join("|")}|$1)/` },
    },
    {
      name: "a-declaration-is-light",
      comment: "a command loads its implementation when it runs: a wrong call is refused at once",
      severity: "error",
      from: { path: "^classroom/[^/]+/command\\.ts$", pathNot: "^classroom/console/" },
      to: { path: "^", pathNot: "^classroom/console/", dynamic: false },
    },
    {
      name: "a-service-knows-no-command",
      comment: "what a service says is read by loops over all services",
      severity: "error",
      from: { path: "^aws/" },
      to: { path: "^(infra|labs|classroom|components|policy|engine)/" },
    },
    {
      name: "a-lab-knows-no-check",
      comment: "the program starts without what checks ask AWS with",
      severity: "error",
      from: { path: "^labs/[^/]+/lab\\.ts$" },
      to: { path: "/checks\\.ts$" },
    },
    {
      name: "what-labs-share-knows-no-lab",
      severity: "error",
      from: { path: "^labs/(contract|kit)/" },
      to: { path: "^labs/", pathNot: "^labs/(contract|kit)/" },
    },
    {
      name: "a-lab-imports-no-other-lab",
      severity: "error",
      from: { path: "^labs/([^/]+)/", pathNot: "^labs/(contract|kit)/" },
      to: { path: "^labs/", pathNot: "^labs/(contract|kit|$1)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^tests/fixtures" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
