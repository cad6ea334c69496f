using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Courses;

/// <summary>What the instructor asked for: one course file, read without a problem.</summary>
/// <param name="Starts">When the course begins and ends, wall clock in <paramref name="Zone"/>; sessions may
/// lie outside, which is worth a warning only.</param>
/// <param name="Sessions">In order of start.</param>
public sealed record Course(
    CourseId Id,
    string Title,
    string? Provider,
    string? Description,
    DateTimeZone Zone,
    LocalDateTime? Starts,
    LocalDateTime? Ends,
    Instructor Instructor,
    ImmutableArray<CourseSession> Sessions,
    CoursePolicy Policy);

/// <summary>The organizer: meetings stand in this mailbox's calendar, invitations come from it.</summary>
public sealed record Instructor(string Name, EmailAddress Email);

/// <summary>One live session.</summary>
public sealed record CourseSession(SessionId Id, string Title, SessionTime Time)
{
    /// <summary>Where the recording's parts begin, by the instructor's word; empty where the file is silent.</summary>
    public ImmutableArray<Chapter> Chapters { get; init; } = [];
}

/// <param name="At">From the recording's beginning; where it has several parts, from the first one's, played in a row.</param>
public sealed record Chapter(Duration At, string Title);

/// <summary>
/// The promise is the wall clock: <paramref name="LocalStart"/> to <paramref name="LocalEnd"/> in
/// <paramref name="Zone"/>. The instants are what zone data of version <paramref name="TzdbVersion"/> makes of it.
/// </summary>
public sealed record SessionTime(
    LocalDateTime LocalStart,
    LocalDateTime LocalEnd,
    DateTimeZone Zone,
    Instant Start,
    Instant End,
    string TzdbVersion)
{
    /// <summary>The same wall-clock hours and the same instants; who computed them does not count.</summary>
    public bool SameHours(SessionTime other) =>
        LocalStart == other.LocalStart && LocalEnd == other.LocalEnd && Zone.Id == other.Zone.Id
        && Start == other.Start && End == other.End;

    public Duration Length => End - Start;

    /// <summary>UTC offset at the start.</summary>
    public Offset Offset => Zone.GetUtcOffset(Start);
}

/// <summary>How the course treats reminders, attendance and recordings.</summary>
/// <param name="Reminders">How long before the start, longest first.</param>
/// <param name="MissedBelow">Share of the session's length, 0 to 1: whoever attended less has missed it.</param>
public sealed record CoursePolicy(
    ImmutableArray<Period> Reminders,
    decimal MissedBelow,
    NotifyWhom Notify,
    Period Keep,
    OriginalRecording Original)
{
    /// <summary>What holds where the course file is silent.</summary>
    public static CoursePolicy Default { get; } = new(
        [Period.FromDays(1), Period.FromHours(1)], 0.5m, NotifyWhom.Missed, Period.FromYears(1),
        OriginalRecording.Keep);
}

/// <summary>Who is sent the link to a recording.</summary>
public enum NotifyWhom
{
    Missed,
    Everyone,
    Nobody,
}

/// <summary>What becomes of the recording in Teams once the archive's copy is proven.</summary>
public enum OriginalRecording
{
    Keep,
    Remove,
}

/// <summary>One row of the roster.</summary>
/// <param name="Zone">The learner's own zone, when the roster says it.</param>
/// <param name="Language">BCP 47 tag, when the roster says it.</param>
public sealed record Learner(EmailAddress Email, string Name, DateTimeZone? Zone, string? Language);

/// <summary>Everyone who takes the course, in the roster's order.</summary>
public sealed record Roster(ImmutableArray<Learner> Learners);
