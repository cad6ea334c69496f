using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Courses;

/// <summary>Reads <c>sessions:</c>, and compares them with each other.</summary>
/// <param name="zone">Null when it is unknown: then UTC stands in, so that overlaps are found all the same.</param>
internal sealed class SessionListReader(
    ProblemList problems, ValueReader values, CourseId course, DateTimeZone? zone, string tzdbVersion)
{
    private static readonly Key Id = new("id", "id: session-1", Required: true);
    private static readonly Key Title = new("title", "title: Interactive session 1", Required: true);
    private static readonly Key Date = new("date", "date: 2025-10-22", Required: true);
    private static readonly Key Time = new("time", "time: 10:00-11:15", Required: true);

    private readonly DateTimeZone _zone = zone ?? DateTimeZone.Utc;

    private readonly ChapterReader _chapters = new(problems, values);

    public ImmutableArray<CourseSession> Read(Field? field)
    {
        if (field is null)
            return [];

        if (field.Value is not YamlList { Items: { IsEmpty: false } items })
        {
            var found = field.Value is YamlList ? "empty" : field.Value.Kind;
            problems.Add(field.At, $"'sessions' is {found}", $"a list, as in '{field.Key.Example}'");
            return [];
        }

        if (items.Length > CourseLimits.Sessions)
        {
            problems.Add(
                items[CourseLimits.Sessions].At, $"{items.Length} sessions", $"at most {CourseLimits.Sessions}");
        }

        var read = items.Take(CourseLimits.Sessions).Select(ReadSession).ToList();
        RefuseDoubledIds(read);
        RefuseOverlaps(read);
        return
        [
            .. read.Where(s => s is { Slug: not null, Title: not null, Hours: not null })
                .Select(s => new CourseSession(new SessionId(course, s.Slug!), s.Title!, s.Hours!)
                {
                    Chapters = s.Chapters,
                })
                .OrderBy(s => s.Time.Start),
        ];
    }

    private SessionRead ReadSession(YamlNode node)
    {
        var fields = KeyReader.Read(node, "the session", [Id, Title, Date, Time, ChapterReader.Key], problems);
        var slug = values.Slug(fields.GetValueOrDefault(Id));
        var title = values.Text(fields.GetValueOrDefault(Title));
        var date = values.Date(fields.GetValueOrDefault(Date));
        var hours = values.Hours(fields.GetValueOrDefault(Time));
        var time = date is { } day && hours is { } printed ? Resolve(day, printed, fields[Time].At) : null;
        var chapters = _chapters.Read(fields.GetValueOrDefault(ChapterReader.Key));
        return new SessionRead(node.At, fields.GetValueOrDefault(Id)?.At ?? node.At, slug, title, time, chapters);
    }

    private SessionTime? Resolve(LocalDate date, PrintedHours printed, Place at)
    {
        var (from, to) = (date + printed.Start, date + printed.End);
        var start = ReadClock(from, at);
        var end = ReadClock(to, at);
        if (start is null || end is null)
            return null;

        if (start >= end)
        {
            problems.Add(
                at, "the clocks go back within the session, which ends as it starts", "hours outside the change");
            return null;
        }

        // Without a zone there is nothing to hold the letters against, and a problem already.
        if (zone is not null)
            PrintedLetters.Check(printed.Letters, zone, [start.Value, end.Value], at, problems);

        return new SessionTime(from, to, _zone, start.Value, end.Value, tzdbVersion);
    }

    private Instant? ReadClock(LocalDateTime local, Place at)
    {
        switch (WallClock.Read(local, _zone))
        {
            case OneInstant one:
                return one.Instant;

            case SkippedTime gap:
                problems.Add(
                    at,
                    $"{ClockText.DateAndTime(local)} does not exist in {_zone.Id}: clocks go from "
                    + $"{ClockText.TimeOn(local.Date, gap.GapStart)} to {ClockText.TimeOn(local.Date, gap.GapEnd)}",
                    $"{ClockText.TimeOn(local.Date, gap.Earlier)} or {ClockText.TimeOn(local.Date, gap.Later)}");
                return null;

            case RepeatedTime fold:
                problems.Add(
                    at,
                    $"{ClockText.DateAndTime(local)} happens twice in {_zone.Id}: at {Reading(fold.Earlier)}"
                    + $" and at {Reading(fold.Later)}",
                    $"a time before {ClockText.TimeOn(local.Date, fold.FoldStart)} or from "
                    + $"{ClockText.TimeOn(local.Date, fold.FoldEnd)} on");
                return null;

            case var other:
                throw new InvalidOperationException($"a wall clock was read as {other}");
        }
    }

    private static string Reading(ZonedDateTime time) =>
        $"UTC{time.Offset} ({ClockText.UtcTime(time.ToInstant())} UTC)";

    private void RefuseDoubledIds(List<SessionRead> read)
    {
        foreach (var same in read.Where(s => s.Slug is not null).GroupBy(s => s.Slug, StringComparer.Ordinal))
        {
            var first = same.First().IdAt.Line;
            foreach (var doubled in same.Skip(1))
            {
                problems.Add(
                    doubled.IdAt, $"the id '{same.Key}' stands twice, first in line {first}", "an id of its own");
            }
        }
    }

    private void RefuseOverlaps(List<SessionRead> read)
    {
        var inOrder = read.Where(s => s.Hours is not null).OrderBy(s => s.Hours!.Start).ToList();
        for (var i = 1; i < inOrder.Count; i++)
        {
            var last = inOrder.Take(i).MaxBy(s => s.Hours!.End)!;
            if (inOrder[i].Hours!.Start >= last.Hours!.End)
                continue;

            var (first, second) = last.At < inOrder[i].At ? (last, inOrder[i]) : (inOrder[i], last);
            problems.Add(
                second.At,
                $"the session overlaps the one in line {first.At.Line}, {Span(first.Hours!)}",
                "one session at a time");
        }
    }

    private static string Span(SessionTime hours) =>
        $"{ClockText.DateAndTime(hours.LocalStart)}-{ClockText.TimeOn(hours.LocalStart.Date, hours.LocalEnd)}";

    /// <summary>A session as far as it could be read.</summary>
    private sealed record SessionRead(
        Place At, Place IdAt, string? Slug, string? Title, SessionTime? Hours, ImmutableArray<Chapter> Chapters);
}
