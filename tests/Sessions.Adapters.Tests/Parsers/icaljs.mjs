// Reads calendars with ical.js and says what it understood, for tests to compare. See Readers.cs for the two forms.
import ICAL from 'ical.js';

// A time without a zone is nobody's instant: null, as is a time that is not there.
function instant(event, name) {
    const time = event.getFirstPropertyValue(name);
    return !time || time.isDate || time.zone === ICAL.Timezone.localTimezone ? null : time.toUnixTime();
}

function read(text, calendar) {
    const root = new ICAL.Component(ICAL.parse(text));
    let said = '';
    for (const event of root.getAllSubcomponents('vevent')) {
        said += JSON.stringify({
            calendar,
            sequence: event.getFirstPropertyValue('sequence') ?? 0,
            uid: event.getFirstPropertyValue('uid'),
            summary: event.getFirstPropertyValue('summary'),
            description: event.getFirstPropertyValue('description'),
            start: instant(event, 'dtstart'),
            end: instant(event, 'dtend'),
        }) + '\n';
    }
    return said;
}

let rest = Buffer.alloc(0);
let calendar = 0;
for await (const chunk of process.stdin) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
        const end = rest.indexOf(0x0a);
        const length = Number(rest.toString('latin1', 0, end));
        if (end < 0 || rest.length < end + 1 + length)
            break;
        process.stdout.write(read(rest.toString('utf8', end + 1, end + 1 + length), calendar++));
        rest = rest.subarray(end + 1 + length);
    }
}
if (rest.length > 0)
    throw new Error(`calendar ${calendar}: cut short`);
