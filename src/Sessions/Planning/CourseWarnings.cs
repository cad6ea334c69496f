using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>What in a course may be meant so, and surprises whoever did not mean it.</summary>
internal static class CourseWarnings
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static ImmutableArray<PlanWarning> Of(Course course, int learners, CourseFacts? current, Instant now)
    {
        ImmutableArray<PlanWarning> all =
        [
            .. ClockChanges(course),
            .. course.Sessions.SelectMany(s => OutsideTheCourse(course, s)),
            .. course.Sessions.SelectMany(s => InTime(course, s, current, now)),
        ];
        return learners > 0
            ? all
            : all.Add(new(WarningCodes.NoLearners, "nobody is on the roster: no invitation will be sent"));
    }

    // The course's start counts where no pair of sessions shows a change: learners know it too.
    private static IEnumerable<PlanWarning> ClockChanges(Course course)
    {
        var between = course.Sessions.Zip(course.Sessions.Skip(1))
            .SelectMany(p => ClockChange(
                p.First.Time.Start, p.First.Time.LocalStart.TimeOfDay, p.First.Title, p.Second))
            .ToList();
        if (between.Count > 0 || course.Starts is not { } starts || course.Sessions.IsEmpty)
            return between;

        var start = starts.InZoneLeniently(course.Zone).ToInstant();
        return ClockChange(start, starts.TimeOfDay, "the start of the course", course.Sessions[0]);
    }

    private static IEnumerable<PlanWarning> ClockChange(
        Instant earlier, LocalTime hour, string earlierName, CourseSession later)
    {
        var zone = later.Time.Zone;
        var before = zone.GetZoneInterval(earlier);
        var after = zone.GetZoneInterval(later.Time.Start);
        if (earlier >= later.Time.Start || before.WallOffset == after.WallOffset)
            return [];

        var turn = after.WallOffset < before.WallOffset ? "back" : "forward";
        return
        [
            new PlanWarning(
                WarningCodes.ClockChange,
                $"clocks go {turn} on {Day.Format(ChangeBetween(before, after, zone))} between {earlierName} and "
                + $"{later.Title}: {Hour.Format(hour)} is {InUtc(hour, before)} before and {InUtc(hour, after)} after"),
        ];
    }

    /// <summary>The day of the last change of offset up to <paramref name="after"/>.</summary>
    private static LocalDate ChangeBetween(ZoneInterval before, ZoneInterval after, DateTimeZone zone)
    {
        var change = after;
        for (var interval = before; interval.End <= after.Start;)
        {
            var next = zone.GetZoneInterval(interval.End);
            if (next.WallOffset != interval.WallOffset)
                change = next;

            interval = next;
            if (!interval.HasEnd)
                break;
        }

        return change.IsoLocalStart.Date;
    }

    private static string InUtc(LocalTime hour, ZoneInterval interval) =>
        $"{Hour.Format(hour.PlusSeconds(-interval.WallOffset.Seconds))} UTC ({interval.Name})";

    private static IEnumerable<PlanWarning> OutsideTheCourse(Course course, CourseSession session)
    {
        var (start, end) = (session.Time.LocalStart, session.Time.LocalEnd);
        if (course.Starts is { } starts && start < starts)
        {
            yield return new PlanWarning(
                WarningCodes.BeforeCourseStart,
                $"{session.Title} begins {OnAt(start)}{Days(start.Date, starts.Date)} before the course starts, "
                + OnAt(starts));
        }

        if (course.Ends is { } ends && end > ends)
        {
            yield return new PlanWarning(
                WarningCodes.AfterCourseEnd,
                $"{session.Title} ends {OnAt(end)}{Days(ends.Date, end.Date)} after the course ends, {OnAt(ends)}");
        }
    }

    private static IEnumerable<PlanWarning> InTime(
        Course course, CourseSession session, CourseFacts? current, Instant now)
    {
        var (time, title) = (session.Time, session.Title);
        if (time.Start <= now)
            return TookPlaceAsPlanned(session, current) ? [] : [Past(session, now)];

        if (course.Policy.Reminders is not [var longest, ..] || ReminderTime(time, longest) > now)
            return [];

        return
        [
            new PlanWarning(
                WarningCodes.Soon,
                $"{title} starts {OnAt(time.LocalStart)}: too late for the reminder {ClockText.InWords(longest)} before"),
        ];
    }

    // That is history, not a slip.
    private static bool TookPlaceAsPlanned(CourseSession session, CourseFacts? current) =>
        current?.Sessions.FirstOrDefault(s => s.Id == session.Id) is { Removed: false } known
        && known.Time.SameHours(session.Time);

    private static PlanWarning Past(CourseSession session, Instant now)
    {
        var state = session.Time.End <= now ? "is already over" : "has already begun";
        return new PlanWarning(
            WarningCodes.AlreadyPast, $"{session.Title} {state}: it began {OnAt(session.Time.LocalStart)}");
    }

    // Days are the wall clock's, hours are elapsed ones: an hour before is an hour on the night of a change too.
    private static Instant ReminderTime(SessionTime time, Period before)
    {
        var days = new PeriodBuilder
        {
            Years = before.Years,
            Months = before.Months,
            Weeks = before.Weeks,
            Days = before.Days,
        };
        var hours = new PeriodBuilder(before) { Years = 0, Months = 0, Weeks = 0, Days = 0 };
        return (time.LocalStart - days.Build()).InZoneLeniently(time.Zone).ToInstant() - hours.Build().ToDuration();
    }

    private static string OnAt(LocalDateTime time) => $"on {Day.Format(time.Date)} at {Hour.Format(time.TimeOfDay)}";

    private static string Days(LocalDate from, LocalDate to) => Period.DaysBetween(from, to) switch
    {
        0 => ",",
        1 => ", 1 day",
        var days => $", {days} days",
    };
}
