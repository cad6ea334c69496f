// Where the roster does not say a learner's zone, the device knows it.
const here = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const city = here.slice(here.lastIndexOf("/") + 1).replaceAll("_", " ");
const language = document.documentElement.lang === "en" ? "en-US" : document.documentElement.lang;
const day = new Intl.DateTimeFormat(language, { weekday: "long", month: "long", day: "numeric" });
const hours = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const zoned = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", timeZoneName: "short" });
const small = (text) => text.replace("AM", "am").replace("PM", "pm");

for (const line of document.querySelectorAll(".own[data-start]")) {
  const start = new Date(line.dataset.start);
  const end = new Date(line.dataset.end);
  if (!city || city === line.dataset.shown)
    continue;

  const place = document.createElement("span");
  place.className = "place";
  place.textContent = line.dataset.label.replace("{0}", city);
  const time = document.createElement("span");
  time.className = "hours";
  time.textContent = `${small(hours.format(start))} – ${small(zoned.format(end))}`;
  line.replaceChildren(place, ` ${day.format(start)}, `, time);
  line.hidden = false;
}
