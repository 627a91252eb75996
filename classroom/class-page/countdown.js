// Goes on with the countdown of a page: `data-ends` has the time, `data-units` the words for days, hours, minutes and seconds.
const shownIn = (seconds, units) => {
  const counts = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  const first = Math.min(
    Math.max(
      0,
      counts.findIndex((count) => count > 0),
    ),
    2,
  );
  const isKorean = document.documentElement.lang === "ko";
  return [first, first + 1]
    .map((at) => `${counts[at]}${isKorean ? "" : "\u00a0"}${units[at]}`)
    .join(" ");
};

const show = () => {
  for (const place of document.querySelectorAll("[data-ends]")) {
    const left = Math.floor((Date.parse(place.dataset.ends) - Date.now()) / 1000);
    if (Number.isNaN(left)) continue; // no time that anybody could wait for
    const text = left < 0 ? place.dataset.over : shownIn(left, place.dataset.units.split(" "));
    if (place.textContent !== text) place.textContent = text;
  }
};

show();
setInterval(show, 1000);
// A part of the board that was just put there.
new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
