/** A file of the program's code. A student who has only a user of the class does not have it. */
export const PROGRAM_FILE =
  /(?<![\w/.~-])(?:aws|classroom|components|engine|infra|labs|lib|policy)\/[a-z][\w./-]*/g;
