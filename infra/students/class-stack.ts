/** The class's own stack of a student's stack; undefined when it has another name. */
export const classStackOf = (stack: string, student: string): string | undefined =>
  stack.endsWith(`-${student}`) ? stack.slice(0, -student.length - 1) : undefined;
