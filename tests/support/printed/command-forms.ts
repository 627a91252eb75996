/** How a command begins. */
const HEADS = [
  /npm run (?:class|pulumi) -- [a-z][a-z-]*/,
  /npm run (?:down|class|pulumi)/,
  /npm (?:start|test|ci|cache clean|config get [a-z]+)/,
  /pulumi (?:stack|config|state) [a-z]+/,
  /pulumi (?:config|login|preview|up|destroy|refresh|cancel)/,
  /aws [a-z][a-z0-9-]+ [a-z][a-z0-9]*(?:-[a-z0-9]+)*/,
  /(?:git|brew) [a-z]+|sudo (?:apt|dnf) install/,
  /go env [A-Z]+|pip config list|env \| grep|mkdir -p|kill -9|chmod [0-7]+/,
  /(?:rm|find|ssh-keygen|curl|dig|export|unset)/,
];

/** What sentences have, too: it is a command in a code span, or with arguments. */
const AMBIGUOUS =
  /^(?:pulumi (?:config|login|preview|up|destroy|refresh|cancel)|git \w+|mkdir -p|rm|find|ssh-keygen|curl|dig|export|unset)$/;

const HEAD = new RegExp(
  `(?<![\\w/.@-]|\\$\\()(?:${HEADS.map(({ source }) => source).join("|")})(?![\\w-])`,
  "g",
);

/** One argument, behind one space: two begin what a list says of the command. */
const WORD = / (?! )((?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'`<>()])+)/y;

/** Options without a value. */
const FLAGS =
  /^--(?:yes.*|delete|all|wait|act|plaintext|secret|path|show-secrets|clear-pending-creates|force)$/;

/** How many arguments some commands take that look like words of a sentence. */
const VALUES: Readonly<Record<string, number>> = {
  "pulumi config set": 2,
  "pulumi config get": 1,
  "sudo apt install": 2,
  "sudo dnf install": 1,
  "brew install": 1,
};

/** A command in a text. */
interface Found {
  /** With `*` for what is filled in, and for a word in capitals, which the reader replaces. */
  readonly form: string;
  /** Whether it has more than its name. */
  readonly hasArguments: boolean;
  /** What follows it in the text. */
  readonly rest: string;
}

/** The commands in a text, without what follows of its sentence. */
export function commandsIn(text: string): Found[] {
  return [...text.matchAll(HEAD)].flatMap(({ 0: head, index }) => {
    const { words, end } = argumentsAt(text, index + head.length, VALUES[head] ?? 0);
    const isCode = text[index - 1] === "`" && text[index + head.length] === "`";
    if (words.length === 0 && AMBIGUOUS.test(head) && !isCode) return [];
    const form = [head, ...words.map(filledIn)].join(" ");
    return [{ form, hasArguments: words.length > 0, rest: text.slice(end) }];
  });
}

/** Their forms. */
export const commandForms = (text: string): string[] => commandsIn(text).map(({ form }) => form);

/** The arguments of a command, and where the last one ends. */
function argumentsAt(
  text: string,
  start: number,
  values: number,
): { readonly words: string[]; readonly end: number } {
  const words: string[] = [];
  let [at, left] = [start, values];
  let end = start;
  for (;;) {
    WORD.lastIndex = at;
    const [whole = "", found = ""] = WORD.exec(text) ?? [];
    const word = found.replace(/[,;:.]+$/, "");
    const isOfOption = takesValue(words.at(-1) ?? "");
    const isValue = isOfOption || (left > 0 && !word.startsWith("-"));
    if (word === "" || !(isValue || isArgument(word))) return { words, end };
    if (!isOfOption && !word.startsWith("-")) left -= 1;
    words.push(word);
    at += whole.length;
    end = at - (found.length - word.length);
    if (word !== found) return { words, end };
  }
}

const takesValue = (word: string): boolean =>
  /^--?[a-z]/.test(word) && !word.includes("=") && !FLAGS.test(word);

/** Whether a word is one of a command, wherever it stands. */
const isArgument = (word: string): boolean => /^[-"'$*]|[*=/\d[]/.test(word) || CAPITALS.test(word);

/** A word that the reader, or the program, replaces. */
const CAPITALS = /^[A-Z][A-Z_,:.*]*$/;

const filledIn = (word: string): string =>
  CAPITALS.test(word) ? "*" : word.replace(/=[A-Z][A-Z_]+$/, "=*");
