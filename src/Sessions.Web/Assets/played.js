// Tells what was really played, by POST: a link that is merely opened counts for nothing.
const box = document.querySelector(".watch");
const words = JSON.parse(box?.dataset.words ?? "{}");
const videos = [...document.querySelectorAll("video")];
const open = new Map();
let pending = [];
let sending = false;

// The most that one report may hold; the rest waits for the next one.
const [mostPieces, mostSeconds] = [20, 300];

function close(video) {
  const stretch = open.get(video);
  open.delete(video);
  if (stretch && stretch.to - stretch.from >= 0.5)
    pending.push(stretch);
}

function advance(video) {
  if (video.paused || video.seeking)
    return;

  const [now, at] = [video.currentTime, performance.now()];
  const stretch = open.get(video);
  // More than what plays between two events at this speed was skipped; on a busy machine they come late.
  const most = stretch && ((at - stretch.at) / 1000 + 1) * video.playbackRate;
  if (stretch && now >= stretch.to && now - stretch.to <= most) {
    [stretch.to, stretch.at] = [now, at];
    return;
  }
  close(video);
  open.set(video, { part: Number(video.dataset.part), from: now, to: now, at });
}

function take() {
  for (const video of videos) {
    const stretch = open.get(video);
    if (stretch) {
      close(video);
      open.set(video, { ...stretch, from: stretch.to });
    }
  }
  const taken = [];
  let seconds = 0;
  while (pending.length > 0 && taken.length < mostPieces && seconds < mostSeconds) {
    const stretch = pending.shift();
    const end = Math.min(stretch.to, stretch.from + mostSeconds - seconds);
    if (end < stretch.to)
      pending.unshift({ ...stretch, from: end });

    taken.push({ part: stretch.part, from: stretch.from, to: end });
    seconds += end - stretch.from;
  }
  return taken;
}

async function report() {
  if (sending || box.hidden)
    return;

  const played = take();
  if (played.length === 0)
    return;

  sending = true;
  try {
    const lengths = videos.map((video) => Number.isFinite(video.duration) ? video.duration : null);
    const answer = await fetch(box.dataset.played, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ played, lengths }),
      keepalive: true,
    });
    if (answer.status === 409)
      document.dispatchEvent(new CustomEvent("stop", { detail: await answer.json() }));
    else if (answer.status === 429 || answer.status >= 500)
      pending.unshift(...played);
    else if (answer.ok && (await answer.json()).watched)
      document.querySelector(".credit")?.replaceChildren(words.watched);
  } catch {
    // No network just now: it is told later.
    pending.unshift(...played);
  }
  sending = false;
}

for (const video of videos) {
  video.addEventListener("timeupdate", () => advance(video));
  for (const end of ["seeking", "emptied"])
    video.addEventListener(end, () => close(video));
  for (const end of ["pause", "ended"]) {
    video.addEventListener(end, () => {
      close(video);
      report();
    });
  }
}

if (videos.length > 0) {
  document.querySelector("#counted")?.removeAttribute("hidden");
  setInterval(report, 30_000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden")
      report();
  });
}
