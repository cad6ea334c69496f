/* Reads calendars with libical and says what it understood, for tests to compare. See Readers.cs for the two forms. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

static void write_text(const char *name, const char *text) {
    if (text == NULL) {
        printf(",\"%s\":null", name);
        return;
    }

    printf(",\"%s\":\"", name);
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            printf("\\%c", *c);
        else if (*c < 0x20)
            printf("\\u%04x", *c);
        else
            putchar(*c);
    }
    putchar('"');
}

/* A time without a zone is nobody's instant: null, as is a time that is not there. */
static void write_time(const char *name, icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    struct icaltimetype time =
        property == NULL ? icaltime_null_time() : icalproperty_get_datetime_with_component(property, event);
    if (icaltime_is_null_time(time) || time.is_date || time.zone == NULL)
        printf(",\"%s\":null", name);
    else
        printf(",\"%s\":%lld", name, (long long)icaltime_as_timet_with_zone(time, time.zone));
}

static const char *text_of(icalcomponent *event, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(event, kind);
    return property == NULL ? NULL : icalvalue_get_text(icalproperty_get_value(property));
}

static void write_event(icalcomponent *event, int calendar) {
    printf("{\"calendar\":%d,\"sequence\":%d", calendar, icalcomponent_get_sequence(event));
    write_text("uid", icalcomponent_get_uid(event));
    write_text("summary", text_of(event, ICAL_SUMMARY_PROPERTY));
    write_text("description", text_of(event, ICAL_DESCRIPTION_PROPERTY));
    write_time("start", event, ICAL_DTSTART_PROPERTY);
    write_time("end", event, ICAL_DTEND_PROPERTY);
    printf("}\n");
}

/* RFC 5546 3.2.1 asks for an ORGANIZER in PUBLISH; feeds name nobody, on purpose. */
static int keeps_itip(icalcomponent *root) {
    return icalcomponent_get_method(root) == ICAL_METHOD_PUBLISH || icalrestriction_check(root);
}

/* libical leaves what it could not read, or may not stand there, in the tree, as X-LIC-ERROR. */
static void read_calendar(const char *text, int calendar) {
    icalcomponent *root = icalparser_parse_string(text);
    if (root == NULL || icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT) {
        fprintf(stderr, "calendar %d: no VCALENDAR\n", calendar);
        exit(1);
    }

    if (icalcomponent_count_errors(root) > 0 || !keeps_itip(root)) {
        fprintf(stderr, "calendar %d: %s\n", calendar, icalcomponent_as_ical_string(root));
        exit(1);
    }

    for (icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT); event != NULL;
         event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT))
        write_event(event, calendar);
    icalcomponent_free(root);
}

int main(void) {
    char line[32];
    for (int calendar = 0; fgets(line, sizeof line, stdin) != NULL; calendar++) {
        size_t length = strtoul(line, NULL, 10);
        char *text = malloc(length + 1);
        if (text == NULL || fread(text, 1, length, stdin) != length) {
            fprintf(stderr, "calendar %d: cut short\n", calendar);
            return 1;
        }

        text[length] = '\0';
        read_calendar(text, calendar);
        free(text);
    }

    return ferror(stdin) || fflush(stdout) != 0;
}
