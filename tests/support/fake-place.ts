import { type Place } from "../../aws/contract/finder.ts";

type Methods = Readonly<Record<string, (input: never) => unknown>>;

/** Answers of AWS's clients, by the name of the service's client and the method. */
export type Fakes = Readonly<Record<string, Methods>>;

/** A region whose clients give these answers; pages are asked for one at a time. */
export const fakePlace = (fakes: Fakes, region = "ap-northeast-2"): Place => ({
  region,
  client: <C>({ name }: { readonly name: string }) => Promise.resolve(clientOf(name, fakes) as C),
});

const clientOf = (name: string, fakes: Fakes): unknown =>
  new Proxy(
    {},
    {
      get: (_, method: string) => {
        if (method === "then") return undefined;
        const answer = fakes[name]?.[method];
        if (!answer) throw new Error(`no answer of ${name}.${method} was recorded`);
        // A paginator is no promise.
        if (method.startsWith("paginate")) return (input: never) => pages(answer(input));
        return (input: never) => Promise.resolve().then(() => answer(input));
      },
    },
  );

async function* pages(page: unknown): AsyncGenerator {
  yield await Promise.resolve(page);
}

/** An error as AWS's clients throw it. */
export const awsError = (name: string, message = name, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode } });

/** A method that AWS refuses. */
export const refuses = (name: string, message?: string, status?: number) => (): never => {
  throw awsError(name, message, status);
};
