// The page works without this: the player is the browser's own, lines and chapters are links.
const box = document.querySelector(".watch");
const words = JSON.parse(box?.dataset.words ?? "{}");
const videos = [...document.querySelectorAll("video")];
const places = new WeakMap();
let current = videos[0];
let swaps = 0;

const say = (text, ...values) => values.reduce((line, value, i) => line.replace(`{${i}}`, value), text);

const clock = (seconds) => {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
  return `${h ? `${h}:${String(m).padStart(2, "0")}` : m}:${String(s).padStart(2, "0")}`;
};

// Storage may be switched off: then nothing is remembered.
const stored = {
  get: (key) => { try { return localStorage.getItem(`sessions:${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`sessions:${key}`, value); } catch { } },
  remove: (key) => { try { localStorage.removeItem(`sessions:${key}`); } catch { } },
};

const whenReady = (video, act) =>
  video.readyState >= 1 ? act() : video.addEventListener("loadedmetadata", act, { once: true });

const play = (video) => video.play().catch(() => { });

function jump(video, seconds) {
  for (const other of videos) {
    if (other !== video)
      other.pause();
  }
  whenReady(video, () => {
    video.currentTime = seconds;
    play(video);
  });
}

// ---- where one stopped

function remember(video) {
  const key = video.dataset.key;
  const keep = () => {
    if (video.readyState < 1 || box.hidden)
      return;

    if (video.duration - video.currentTime < 15 || video.currentTime < 1)
      stored.remove(key);
    else
      stored.set(key, video.currentTime.toFixed(1));
  };
  let last = 0;
  video.addEventListener("timeupdate", () => {
    if (Math.abs(video.currentTime - last) < 5)
      return;

    last = video.currentTime;
    keep();
  });
  video.addEventListener("pause", keep);
  offer(video, Number(stored.get(key) ?? 0));
}

function offer(video, seconds) {
  if (!(seconds > 10) || video.src.includes("#t="))
    return;

  const note = video.closest("figure").querySelector(".resume");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say(words.resume, clock(seconds));
  button.addEventListener("click", () => {
    jump(video, seconds);
    video.focus();
  });
  note.replaceChildren(button, words.stopped);
  note.hidden = false;
  video.addEventListener("play", () => { note.hidden = true; }, { once: true });
}

// ---- the video's address is short-lived, and the instructor may hide the recording meanwhile

function stop(why, more = "") {
  for (const video of videos) {
    video.pause();
    video.removeAttribute("src");
    video.load();
  }
  box.hidden = true;
  document.querySelector("#stopped-why").textContent = why;
  document.querySelector("#stopped-more").textContent = more;
}

async function mayGoOn() {
  try {
    const answer = await fetch(box.dataset.state, { cache: "no-store" });
    if (answer.status === 404)
      stop(words.gone);
    else if (answer.ok) {
      const state = await answer.json();
      if (!state.ready)
        stop(state.why, state.more);
    }
  } catch {
    // No network just now: what is there plays on.
  }
  return !box.hidden;
}

/** Asks for the video anew and goes on from the same place. */
function swap(video) {
  const [at, playing, speed] = [places.get(video) ?? video.currentTime, !video.paused && !video.ended, video.playbackRate];
  const address = new URL(video.src);
  address.hash = "";
  address.searchParams.set("again", ++swaps);
  delete video.dataset.stale;
  video.src = address.href;
  whenReady(video, () => {
    video.currentTime = at;
    video.playbackRate = speed;
    if (playing)
      play(video);
  });
}

function keepOpen(video) {
  let tries = 0;
  video.addEventListener("timeupdate", () => {
    if (video.readyState >= 1 && !video.seeking)
      places.set(video, video.currentTime);
  });
  video.addEventListener("seeked", () => places.set(video, video.currentTime));
  video.addEventListener("error", async () => {
    if (box.hidden || !video.src || ++tries > 3 || !await mayGoOn())
      return;

    swap(video);
  });
  video.addEventListener("playing", () => { tries = 0; });
  video.addEventListener("play", () => {
    current = video;
    if (video.dataset.stale)
      swap(video);
  });
}

async function renew() {
  if (!await mayGoOn())
    return;

  if (box.dataset.renews) {
    for (const video of videos) {
      video.dataset.stale = "true";
      if (!video.paused)
        swap(video);
    }
  }
  setTimeout(renew, box.dataset.renewal * 1000);
}

// ---- speed and keys; everything a key does has a button or is in the player too

function faster(steps) {
  const select = document.querySelector("#speed");
  select.selectedIndex = Math.min(Math.max(select.selectedIndex + steps, 0), select.options.length - 1);
  setSpeed();
}

function setSpeed() {
  const speed = Number(document.querySelector("#speed").value);
  stored.set("speed", speed);
  for (const video of videos)
    video.defaultPlaybackRate = video.playbackRate = speed;
}

function toggleCaptions() {
  const button = document.querySelector("#captions");
  const show = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", show);
  for (const track of videos.flatMap((video) => [...video.textTracks]))
    track.mode = show ? "showing" : "hidden";
}

const skip = (seconds) => {
  current.currentTime = Math.min(Math.max(current.currentTime + seconds, 0), current.duration || 0);
};

const acts = {
  j: () => skip(-10),
  k: () => current.paused ? play(current) : current.pause(),
  l: () => skip(10),
  c: toggleCaptions,
  "<": () => faster(-1),
  ">": () => faster(1),
};

function control() {
  const tools = document.querySelector(".tools");
  const speed = document.querySelector("#speed");
  if ([...speed.options].some((option) => option.value === stored.get("speed")))
    speed.value = stored.get("speed");

  setSpeed();
  speed.addEventListener("change", setSpeed);
  document.querySelector("#back").addEventListener("click", acts.j);
  document.querySelector("#forward").addEventListener("click", acts.l);
  document.querySelector("#captions")?.addEventListener("click", toggleCaptions);
  tools.hidden = false;

  // Only while the player has the focus: elsewhere, single letters belong to the reader's own software.
  document.querySelector(".players").addEventListener("keydown", (event) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input"))
      return;

    event.preventDefault();
    current = event.target.closest("figure")?.querySelector("video") ?? current;
    act();
  });
}

if (videos.length > 0) {
  for (const [i, video] of videos.entries()) {
    remember(video);
    keepOpen(video);
    video.addEventListener("jump", (event) => jump(video, event.detail));
    video.addEventListener("ended", () => {
      const next = videos[i + 1];
      if (!next)
        return;

      next.closest("figure").scrollIntoView({ block: "nearest" });
      play(next);
    });
  }
  control();
  document.addEventListener("stop", (event) => stop(event.detail.why, event.detail.more));
  setTimeout(renew, box.dataset.renewal * 1000);
}
