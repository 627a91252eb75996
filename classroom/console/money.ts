/** USD for readers: hourly amounts to the hundredth of a cent, and nothing rounded to zero. */
export const anHour = (usd: number): string => dollars(usd, 4);

export const dollars = (usd: number, digits = 2): string => {
  const least = 10 ** -digits;
  const sign = usd < 0 ? "-" : "";
  const size = Math.abs(usd);
  if (size === 0) return "$0";
  return size < least / 2 ? `${sign}<$${least.toFixed(digits)}` : `${sign}$${size.toFixed(digits)}`;
};
