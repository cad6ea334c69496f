using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Tests;

/// <summary>Values that do not matter, so that a test says only what does.</summary>
internal static class Some
{
    public static readonly DateTimeZone Pacific = DateTimeZoneProviders.Tzdb["America/Los_Angeles"];

    /// <summary>The real course's first session: 2025-10-22, 10:00 to 11:15 PDT, 17:00 to 18:15 UTC.</summary>
    public static readonly SessionTime FirstHours = Hours(new(2025, 10, 22, 10, 0), new(2025, 10, 22, 11, 15));

    public static readonly Instant Start = FirstHours.Start;

    public static readonly Instant End = FirstHours.End;

    public static SessionTime Hours(LocalDateTime start, LocalDateTime end) => new(
        start, end, Pacific, start.InZoneStrictly(Pacific).ToInstant(), end.InZoneStrictly(Pacific).ToInstant(), "test");

    public static Course Course(params CourseSession[] sessions) => new(
        new("you-are-here"), "You are here", "Infopeople", null, Pacific, new(2025, 10, 14, 9, 0),
        new(2025, 11, 10, 12, 0), new("Becky Russell", EmailAddress.Parse("becky@example.org")), [.. sessions],
        CoursePolicy.Default);

    /// <summary>A session that was just accepted: nothing is done yet.</summary>
    public static SessionFacts Session(params LearnerFacts[] learners)
    {
        var session = new CourseSession(new(new("you-are-here"), "session-1"), "Interactive session 1", FirstHours);
        return new(
            Course(session), session, Removed: false, Meeting: null, [.. learners], StartNoted: false,
            EndNoted: false, Attendance: null, SearchFacts.None, [], Version: 1);
    }

    /// <summary>The session with its meeting made, looked up and set.</summary>
    public static SessionFacts Met(params LearnerFacts[] learners)
    {
        var session = Session(learners);
        return session with
        {
            Meeting = new(
                "tx-1", "event-1", "ical-1", "https://teams.example.org/join/1", "meeting-1", OptionsSet: true,
                "You are here: Interactive session 1", Start, End, Cancelled: false),
        };
    }

    /// <summary>The session after its end, as noted, its learners invited.</summary>
    public static SessionFacts Over(params LearnerFacts[] learners)
    {
        var met = Met(learners);
        return met with
        {
            StartNoted = true,
            EndNoted = true,
            Learners = [.. met.Learners.Select(l => Invited(met, l))],
        };
    }

    public static LearnerFacts Learner(string email = "ana@example.org") => new(
        new(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(email)).AsSpan(0, 16))),
        new(EmailAddress.Parse(email), email.Split('@')[0], null, null), Left: false, LinkGeneration: 0,
        Invitation: null, ImmutableHashSet<string>.Empty, Presence: null, WatchLinkTold: false);

    /// <summary>The learner, told what the session is now.</summary>
    public static LearnerFacts Invited(SessionFacts session, LearnerFacts learner, Instant? told = null)
    {
        var at = told ?? Start - Duration.FromDays(14);
        return learner with
        {
            Invitation = new("uid", 0, at, InvitationContents.Of(session), Cancelled: false, FirstTold: at, learner.Learner.Email),
        };
    }

    public static RecordingFacts Recording(string id = "recording-1", bool archived = false) => new(
        id, "correlation-1", Start, End,
        archived ? new("video.mp4", 1, "00", End) : null, archived ? new("video.vtt", 1, "00", End) : null);
}
