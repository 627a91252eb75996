import { workedOnByHand } from "../support/by-hand/worked-on.ts";
import { carried } from "../support/labs.ts";

workedOnByHand(
  carried.map(({ id }) => id),
  "20m",
);
