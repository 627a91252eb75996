/** `1 student`, `30 students` */
export const plural = (count: number, word: string): string =>
  `${count} ${word}${count === 1 ? "" : "s"}`;

/** `1 resource is`, `3 resources are` */
export const pluralIs = (count: number, word: string): string =>
  `${plural(count, word)} ${count === 1 ? "is" : "are"}`;
