// Keeps the board as its server says it is. While it is paused, the newest of each part is kept, and shown afterwards.
const state = document.getElementById("state");
const button = document.getElementById("pause");
const tiles = document.getElementById("tiles");
const held = new Map();
let isPaused = false;

const elementOf = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};

const show = (id, html) => {
  const old = document.getElementById(id);
  if (html === null) old?.remove();
  else if (old) old.replaceWith(elementOf(html));
  else tiles.append(elementOf(html));
};

const say = (text) => {
  if (state.textContent !== text) state.textContent = text;
};

const events = new EventSource("events");

events.onopen = () => {
  if (!isPaused) say(state.dataset.live);
};

events.onerror = () => {
  if (!isPaused) say(state.dataset.lost);
};

events.onmessage = ({ data }) => {
  for (const [id, html] of Object.entries(JSON.parse(data)))
    if (isPaused) held.set(id, html);
    else show(id, html);
};

button.addEventListener("click", () => {
  isPaused = !isPaused;
  button.setAttribute("aria-pressed", String(isPaused));
  if (!isPaused) for (const [id, html] of held) show(id, html);
  if (!isPaused) held.clear();
  const isLost = events.readyState !== EventSource.OPEN;
  say(isPaused ? state.dataset.paused : isLost ? state.dataset.lost : state.dataset.live);
});
