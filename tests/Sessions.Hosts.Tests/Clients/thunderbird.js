/* What the tests do inside Thunderbird, with its own code. Each function may be called by its name. */
const { MailUtils } = ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs");
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");

const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");

const patience = 60_000;

async function until(what, look) {
  for (const began = Date.now(); Date.now() - began < patience;) {
    const found = look();
    if (found)
      return found;
    await new Promise(done => setTimeout(done, 25));
  }
  throw new Error(`${what}: not within ${patience} ms`);
}

const messageWindows = () => [...Services.wm.getEnumerator("mail:messageWindow")];

const messageOf = opened => opened.messageBrowser?.contentWindow;

/* Opens a message in a window of its own, as a double click on the file does, and waits for its invitation bar. */
async function openMail(path) {
  messageWindows().forEach(opened => opened.close());
  await until("the last message to close", () => messageWindows().length === 0);

  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  MailUtils.openEMLFile(window, file, Services.io.newFileURI(file));
  const bar = await until("the invitation bar", () => {
    const message = messageWindows().map(messageOf).find(shown => shown?.calImipBar?.itipItem);
    const shown = message?.document.querySelector(".calendar-notification-bar");
    return shown && !shown.collapsed && { shown, buttons: message.calImipBar.getButtons() };
  });
  return {
    text: bar.shown.querySelector(".msgNotificationBarText").textContent,
    buttons: bar.buttons.filter(button => button.id && !button.hidden).map(button => button.id),
  };
}

/* Not at once: the click does not return while a dialog asks. */
function click(button) {
  const pressed = messageOf(messageWindows()[0]).document.getElementById(button);
  setTimeout(() => pressed.click(), 0);
}

/* Presses a button, and says yes to what is asked then. */
async function clickAndAgree(button) {
  click(button);
  const asked = await until("the question", () => [...Services.wm.getEnumerator(null)]
    .find(opened => opened.location.pathname.endsWith("/commonDialog.xhtml")
      && opened.document.readyState === "complete"));
  const text = asked.document.getElementById("infoBody").textContent;
  asked.document.querySelector("dialog").acceptDialog();
  return text;
}

async function entries(calendar) {
  const items = await cal.manager.getCalendars().find(c => c.name === calendar)
    .getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
  return items.map(item => ({
    uid: item.id,
    summary: item.title,
    start: cal.dtz.dateTimeToJsDate(item.startDate).toISOString(),
    end: cal.dtz.dateTimeToJsDate(item.endDate).toISOString(),
    status: item.status,
    sequence: Number(item.getProperty("SEQUENCE") ?? 0),
    location: item.getProperty("LOCATION"),
    answers: item.getAttendees().map(attendee => `${attendee.id} ${attendee.participationStatus}`),
  }));
}

/* Resolves when the calendar has been read once more. */
async function read(calendar, act) {
  let how = null;
  const observer = {
    QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
    onLoad: () => { how = "read"; },
    onError: (_calendar, _number, message) => { how = message; },
    onStartBatch() {}, onEndBatch() {}, onAddItem() {}, onModifyItem() {}, onDeleteItem() {},
    onPropertyChanged() {}, onPropertyDeleting() {},
  };
  calendar.addObserver(observer);
  try {
    act();
    await until("the feed", () => how);
    if (how !== "read")
      throw new Error(how);
  } finally {
    calendar.removeObserver(observer);
  }
}

async function subscribe(name, address) {
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(address));
  calendar.name = name;
  calendar.readOnly = true;
  calendar.setProperty("cache.enabled", false);
  await read(calendar, () => cal.manager.registerCalendar(calendar));
}

async function refresh(name) {
  const calendar = cal.manager.getCalendars().find(c => c.name === name);
  await read(calendar, () => calendar.refresh());
}
