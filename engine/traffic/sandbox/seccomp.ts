import { endianness } from "node:os";

type Calls = Readonly<Record<string, readonly [x64: number, arm64: number]>>;

/** Where an architecture does not have a call. */
const NONE = 0xffffffff;

/**
 * System calls that neither a script nor an application needs: memory that no limit covers (shared memory, memfd, message queues),
 * what the whole machine has a number of (asynchronous I/O), and access to other processes or the kernel. Each with its number on
 * x64 and arm64.
 * https://github.com/torvalds/linux/blob/v6.12/arch/x86/entry/syscalls/syscall_64.tbl
 * https://github.com/torvalds/linux/blob/v6.12/include/uapi/asm-generic/unistd.h
 */
const DENIED = {
  add_key: [248, 217],
  bpf: [321, 280],
  fanotify_init: [300, 262],
  fsopen: [430, 430],
  io_setup: [206, 0],
  io_uring_setup: [425, 425],
  keyctl: [250, 219],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  modify_ldt: [154, NONE],
  mount: [165, 40],
  mount_setattr: [442, 442],
  move_mount: [429, 429],
  mq_open: [240, 180],
  msgget: [68, 186],
  open_by_handle_at: [304, 265],
  open_tree: [428, 428],
  open_tree_attr: [467, 467],
  perf_event_open: [298, 241],
  pidfd_getfd: [438, 438],
  pivot_root: [155, 41],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  ptrace: [101, 117],
  request_key: [249, 218],
  semget: [64, 190],
  setns: [308, 268],
  shmget: [29, 194],
  umount2: [166, 39],
  unshare: [272, 97],
  userfaultfd: [323, 282],
} as const satisfies Calls;

/**
 * What scripts do without, but not applications: sockets, whose buffers no limit covers, and what the user of this process has a
 * number of, on the whole machine.
 */
const DENIED_TO_SCRIPTS = {
  epoll_create: [213, NONE],
  epoll_create1: [291, 20],
  inotify_init: [253, NONE],
  inotify_init1: [294, 26],
  socket: [41, 198],
  socketpair: [53, 199],
} as const satisfies Calls;

/**
 * Locks of parts of a file: memory of the kernel, without limit. Scripts get none; applications, such as those with SQLite, get those of
 * a process, which are counted (`watch.ts`), and none of an open file, of which /proc does not say whose they are.
 */
const FCNTL = [72, 25] as const;
const LOCKS_OF_FILES = { F_OFD_SETLK: 37, F_OFD_SETLKW: 38 };
const LOCKS = { F_SETLK: 6, F_SETLKW: 7, ...LOCKS_OF_FILES };

const ARCHITECTURES = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
} as const;

/** Offsets in `struct seccomp_data`: the call's number, the architecture, the lower halves of the first three arguments. */
const [NUMBER, ARCHITECTURE, FIRST, SECOND, THIRD] = [0, 4, 16, 24, 32];

/** Families of sockets that stay in a network of the sandbox's own; others reach the kernel, or a hypervisor (AF_VSOCK). */
const FAMILIES = { unix: 1, inet: 2, inet6: 10 };

/** By AF_NETLINK, Node lists the network's interfaces: that needs NETLINK_ROUTE, which is protocol 0. */
const [NETLINK, NETLINK_ROUTE] = [16, 0];

/** Instructions of classic BPF, and their return values. */
const [LOAD, EQUAL, AT_LEAST, RETURN] = [0x20, 0x15, 0x35, 0x06];
const [KILL, ALLOW] = [0x80000000, 0x7fff0000];
const [EPERM, ENOLCK, EAFNOSUPPORT] = [0x00050001, 0x00050025, 0x00050061];

/** Numbers from here on are x32 calls, which are the same calls under other numbers. */
const X32 = 0x40000000;

/**
 * The filter for `bwrap --seccomp`: the calls above fail with EPERM, calls of another architecture end the process.
 *
 * @param sockets whether it is for an application, with sockets that stay in a network of the sandbox's own; others fail with
 * EAFNOSUPPORT @default no: for scripts
 * @returns undefined for an architecture whose call numbers are not known here
 */
export function seccompFilter(
  { sockets = false } = {},
  architecture: string = process.arch,
): Buffer | undefined {
  if (architecture !== "x64" && architecture !== "arm64") return undefined;
  if (endianness() !== "LE") return undefined;
  const { audit, column } = ARCHITECTURES[architecture];
  const calls: Calls = sockets ? DENIED : { ...DENIED, ...DENIED_TO_SCRIPTS };
  const denied = Object.values(calls).map((numbers) => numbers[column]);
  const { socket, socketpair } = DENIED_TO_SCRIPTS;
  return Buffer.concat([
    instruction(LOAD, ARCHITECTURE),
    instruction(EQUAL, audit, { otherwise: 0, then: 1 }),
    instruction(RETURN, KILL),
    instruction(LOAD, NUMBER),
    ...(architecture === "x64" ? returns(EPERM, AT_LEAST, X32) : []),
    ...denied.flatMap((number) => returns(EPERM, EQUAL, number)),
    ...noLocks(FCNTL[column], Object.values(sockets ? LOCKS_OF_FILES : LOCKS)),
    ...(sockets ? allowedSockets(socket[column], socketpair[column]) : []),
    instruction(RETURN, ALLOW),
  ]);
}

/** Ends with an answer for each call of this number; for others, with the instruction that follows. */
function noLocks(fcntl: number, commands: readonly number[]): Buffer[] {
  const checks = [
    instruction(LOAD, SECOND),
    ...commands.flatMap((command) => returns(ENOLCK, EQUAL, command)),
    instruction(RETURN, ALLOW),
  ];
  return [instruction(EQUAL, fcntl, { then: 0, otherwise: checks.length }), ...checks];
}

/** Ends with an answer for each call of these numbers; for others, with the instruction that follows. */
function allowedSockets(socket: number, socketpair: number): Buffer[] {
  const checks = [
    instruction(LOAD, FIRST),
    ...Object.values(FAMILIES).flatMap((family) => returns(ALLOW, EQUAL, family)),
    instruction(EQUAL, NETLINK, { then: 1, otherwise: 0 }),
    instruction(RETURN, EAFNOSUPPORT),
    instruction(LOAD, THIRD),
    ...returns(ALLOW, EQUAL, NETLINK_ROUTE),
    instruction(RETURN, EAFNOSUPPORT),
  ];
  return [
    instruction(EQUAL, socket, { then: 1, otherwise: 0 }),
    instruction(EQUAL, socketpair, { then: 0, otherwise: checks.length }),
    ...checks,
  ];
}

const returns = (value: number, test: number, operand: number): Buffer[] => [
  instruction(test, operand, { then: 0, otherwise: 1 }),
  instruction(RETURN, value),
];

/** `struct sock_filter`; `jump` is the number of instructions to skip. */
function instruction(code: number, value: number, jump = { then: 0, otherwise: 0 }): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(jump.then, 2);
  bytes.writeUInt8(jump.otherwise, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
