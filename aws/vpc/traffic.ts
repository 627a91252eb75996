import { byStudents, type Charge, type Place } from "../contract/charge.ts";

/** Every public IPv4 address is charged, whatever uses it. */
export const publicAddress = (count = 1): Charge => ({
  item: count === 1 ? "public IPv4 address" : `${count} public IPv4 addresses`,
  price: "ec2/public-ipv4",
  quantity: count,
  per: "hour",
});

/** The traffic of students' downloads over the internet. */
export const internetTraffic = (place: Pick<Place, "students">): Charge => ({
  item: "traffic to the internet",
  price: "transfer/internet",
  per: "class",
  ...byStudents(place, 0.1, "GB"),
});
