// The page works without this: lines are links, captions and speed are the player's own.
const videos = [...document.querySelectorAll("video")];
const lines = [...document.querySelectorAll(".lines a")];
const panel = document.querySelector(".lines");

const clock = (seconds) => {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
  return `${h ? `${h}:${String(m).padStart(2, "0")}` : m}:${String(s).padStart(2, "0")}`;
};

const whenReady = (video, act) =>
  video.readyState >= 1 ? act() : video.addEventListener("loadedmetadata", act, { once: true });

const playFrom = (video, seconds) => whenReady(video, () => {
  video.currentTime = seconds;
  video.play().catch(() => { });
});

function remember(video) {
  const key = `sessions:${video.dataset.key}`;
  const keep = () => {
    try {
      const near = video.duration - video.currentTime < 15;
      near ? localStorage.removeItem(key) : localStorage.setItem(key, video.currentTime.toFixed(1));
    } catch {
      // Storage may be switched off: then nothing is remembered.
    }
  };
  let last = 0;
  video.addEventListener("timeupdate", () => {
    if (Math.abs(video.currentTime - last) < 5)
      return;

    last = video.currentTime;
    keep();
  });
  video.addEventListener("pause", keep);
  offer(video, key);
}

function offer(video, key) {
  let seconds = 0;
  try {
    seconds = Number(localStorage.getItem(key) ?? 0);
  } catch {
    return;
  }
  const note = video.closest("figure").querySelector(".resume");
  if (!(seconds > 10) || video.currentSrc.includes("#t="))
    return;

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Resume at ${clock(seconds)}`;
  button.addEventListener("click", () => {
    playFrom(video, seconds);
    video.focus();
  });
  note.replaceChildren(button, "where you stopped last time");
  note.hidden = false;
  video.addEventListener("play", () => { note.hidden = true; }, { once: true });
}

// The video's address is short-lived: ask for a new one and go on from the same place.
function renew(video) {
  let tries = 0;
  video.addEventListener("error", () => {
    if (++tries > 3)
      return;

    const at = video.currentTime;
    const playing = !video.paused;
    video.load();
    whenReady(video, () => {
      video.currentTime = at;
      if (playing)
        video.play().catch(() => { });
    });
  });
  video.addEventListener("playing", () => { tries = 0; });
}

function follow(video) {
  const own = lines.filter((line) => line.dataset.part === video.dataset.part);
  const times = own.map((line) => Number(line.dataset.at));
  let current = null;
  video.addEventListener("timeupdate", () => {
    const next = own[times.findLastIndex((time) => time <= video.currentTime + 0.05)];
    if (next === current)
      return;

    current?.removeAttribute("aria-current");
    current = next ?? null;
    current?.setAttribute("aria-current", "true");
    if (current && !video.paused && !panel.matches(":hover, :focus-within"))
      panel.scrollTop = current.offsetTop - panel.clientHeight / 3;
  });
}

function search() {
  const box = document.querySelector(".search");
  if (!box)
    return;

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
    found.textContent = wanted ? `${count} of ${lines.length} lines` : "";
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

for (const [i, video] of videos.entries()) {
  remember(video);
  renew(video);
  follow(video);
  video.addEventListener("ended", () => videos[i + 1]?.play().catch(() => { }));
}

for (const line of lines) {
  line.addEventListener("click", (event) => {
    const video = videos.find((v) => v.dataset.part === line.dataset.part);
    if (!video || event.ctrlKey || event.metaKey || event.shiftKey)
      return;

    event.preventDefault();
    for (const other of videos) {
      if (other !== video)
        other.pause();
    }
    playFrom(video, Number(line.dataset.at));
  });
}

search();
