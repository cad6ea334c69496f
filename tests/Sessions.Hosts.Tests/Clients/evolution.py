"""Hands calendar files, one after another, to Evolution's calendar, and says after each what is in it now."""
import json
import sys

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402

DO_NOT_WAIT = 0xFFFFFFFF

source = EDataServer.SourceRegistry.new_sync(None).ref_source("system-calendar")
calendar = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, DO_NOT_WAIT, None)


def entry(event):
    return {
        "uid": event.get_uid(),
        "summary": event.get_summary(),
        "start": event.get_dtstart().as_ical_string(),
        "end": event.get_dtend().as_ical_string(),
        "sequence": event.get_sequence(),
    }


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        received = ICalGLib.Component.new_from_string(file.read())
    calendar.receive_objects_sync(received, ECal.OperationFlags.NONE, None)
    _, events = calendar.get_object_list_sync("#t", None)
    print(json.dumps([entry(event) for event in events]), flush=True)
