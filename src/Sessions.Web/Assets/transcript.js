// Lines and chapters go to their place in the video that is there, instead of opening the page anew.
const words = JSON.parse(document.querySelector(".watch")?.dataset.words ?? "{}");
const videos = [...document.querySelectorAll("video")];
const lines = [...document.querySelectorAll(".lines a")];
const panel = document.querySelector(".lines");

/** Marks which of the links is being played, and says when that changes. */
function follow(video, links, changed) {
  const own = links.filter((link) => link.dataset.part === video.dataset.part);
  const times = own.map((link) => Number(link.dataset.at));
  let current = null;
  video.addEventListener("timeupdate", () => {
    const next = own[times.findLastIndex((time) => time <= video.currentTime + 0.05)] ?? null;
    if (next === current)
      return;

    for (const link of links)
      link.removeAttribute("aria-current");
    current = next;
    current?.setAttribute("aria-current", "true");
    if (current && !video.paused)
      changed(current);
  });
}

function show(line) {
  if (!panel.matches(":hover, :focus-within"))
    panel.scrollTop = line.offsetTop - panel.clientHeight / 3;
}

function search(box) {
  const input = box.querySelector("input");
  const found = box.querySelector("#found");
  const texts = lines.map((line) => line.querySelector(".said").textContent);
  box.hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    // Each line that is left says who spoke: the one before it may be hidden.
    panel.classList.toggle("searching", wanted !== "");
    lines.forEach((line, i) => {
      const at = wanted ? texts[i].toLowerCase().indexOf(wanted) : -1;
      const speaker = line.parentElement.querySelector(".speaker");
      const hit = !wanted || at >= 0 || (speaker?.textContent.toLowerCase().includes(wanted) ?? false);
      line.parentElement.hidden = !hit;
      count += hit ? 1 : 0;
      mark(line.querySelector(".said"), texts[i], at, wanted.length);
    });
    found.textContent = wanted ? words.found.replace("{0}", count).replace("{1}", lines.length) : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter")
      lines.find((line) => !line.parentElement.hidden)?.focus();
  });
}

function mark(element, text, at, length) {
  if (at < 0) {
    element.textContent = text;
    return;
  }
  const hit = document.createElement("mark");
  hit.textContent = text.slice(at, at + length);
  element.replaceChildren(text.slice(0, at), hit, text.slice(at + length));
}

for (const link of document.querySelectorAll("a[data-at]")) {
  link.addEventListener("click", (event) => {
    const video = videos.find((v) => v.dataset.part === link.dataset.part);
    if (!video || event.ctrlKey || event.metaKey || event.shiftKey)
      return;

    event.preventDefault();
    video.dispatchEvent(new CustomEvent("jump", { detail: Number(link.dataset.at) }));
  });
}

for (const video of videos) {
  follow(video, lines, show);
  follow(video, [...document.querySelectorAll(".chapters a")], () => { });
}

const box = document.querySelector(".search");
if (box)
  search(box);
