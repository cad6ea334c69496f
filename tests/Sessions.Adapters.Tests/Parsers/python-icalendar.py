"""Reads calendars with icalendar and says what it understood, for tests to compare. See Readers.cs for the two forms."""
import json
import sys

from icalendar import Calendar


def text(event, name):
    return None if name not in event else str(event[name])


def instant(event, name):
    """A time without a zone is nobody's instant: None, as is a time that is not there."""
    time = getattr(event.get(name), "dt", None)
    return None if getattr(time, "tzinfo", None) is None else int(time.timestamp())


def read(octets, calendar):
    for event in Calendar.from_ical(octets).walk("VEVENT"):
        if event.errors:
            raise ValueError(f"calendar {calendar}: {event.errors}")
        yield {
            "calendar": calendar,
            "sequence": int(event.get("SEQUENCE", 0)),
            "uid": text(event, "UID"),
            "summary": text(event, "SUMMARY"),
            "description": text(event, "DESCRIPTION"),
            "start": instant(event, "DTSTART"),
            "end": instant(event, "DTEND"),
        }


def main():
    calendar = 0
    while line := sys.stdin.buffer.readline():
        octets = sys.stdin.buffer.read(int(line))
        if len(octets) != int(line):
            raise ValueError(f"calendar {calendar}: cut short")
        for event in read(octets, calendar):
            print(json.dumps(event))
        calendar += 1


main()
