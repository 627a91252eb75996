/**
 * In the place of npm's own @npmcli/arborist, which @pulumi/pulumi loads at every start, with a hundred packages behind
 * it, for the one case that a program's functions are sent to the cloud (Lambda callbacks, dynamic providers).
 */
export class Arborist {
  /** @throws always: no lab sends a function */
  constructor() {
    throw new Error(
      "aws-class leaves out what Pulumi needs to package functions (Lambda callbacks, dynamic providers): " +
        "to have it, remove @npmcli/arborist from package.json and run npm install",
    );
  }
}
