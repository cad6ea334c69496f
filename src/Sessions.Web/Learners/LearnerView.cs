using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Web.Languages;

namespace Sessions.Web.Learners;

/// <summary>What a learner's page shows.</summary>
/// <param name="Left">No longer on the roster: everything stands as cancelled.</param>
/// <param name="Coming">What is on or ahead, soonest first.</param>
/// <param name="Earlier">Latest first.</param>
public sealed record LearnerView(
    string CourseTitle,
    string? Provider,
    string? Description,
    string InstructorName,
    string InstructorEmail,
    string LearnerName,
    bool Left,
    string CourseCity,
    ImmutableArray<SessionCard> Coming,
    ImmutableArray<SessionCard> Earlier)
{
    public bool IsEmpty => Coming.IsEmpty && Earlier.IsEmpty;

    public static LearnerView From(
        CourseFacts facts, EnrolledLearner learner, LinkKey links, PageText text, Instant now)
    {
        var course = facts.Accepted;
        var cards = facts.Sessions
            .Where(session => IsToBeShown(session, learner))
            .Select(session => SessionCard.From(session, learner, links, text, now))
            .ToLookup(card => card.End <= now);
        return new(
            course.Title, course.Provider, course.Description, course.Instructor.Name,
            course.Instructor.Email.Value, learner.Learner.Name, learner.Left, HumanTime.City(course.Zone),
            [.. cards[false].OrderBy(card => card.Start)],
            [.. cards[true].OrderByDescending(card => card.Start)]);
    }

    // Someone who was never told of a session need not hear that it was taken back.
    private static bool IsToBeShown(SessionFacts session, EnrolledLearner learner) =>
        !(session.Removed || learner.Left)
        || session.Learners.Any(l => l.Id == learner.Id && l.Invitation is not null);
}

public enum SessionState
{
    Upcoming,
    Live,
    Over,
    Cancelled,
}

/// <summary>One session on a learner's page.</summary>
/// <param name="Own">In the learner's own zone; null when that is the course's or unknown.</param>
/// <param name="JoinUrl">Null when there is nothing to join, or no more.</param>
/// <param name="JoinNow">Near enough for the button to be the first thing one sees.</param>
/// <param name="Add">Null when there is no point in adding it any more.</param>
/// <param name="HasEntry">Whether the learner has a calendar entry that can be handed out as a file.</param>
/// <param name="WatchToken">Null unless there is something to watch.</param>
public sealed record SessionCard(
    string Slug,
    string Title,
    SessionState State,
    Instant Start,
    Instant End,
    SessionHours Hours,
    SessionHours? Own,
    string? JoinUrl,
    bool JoinNow,
    AddToCalendar? Add,
    bool HasEntry,
    RecordingStatus Recording,
    string? WatchToken)
{
    /// <summary>The day when the recording was deleted; null where none was.</summary>
    public string? RecordingDeletedOn { get; init; }

    /// <summary>Whether it still matters if the learner comes.</summary>
    public bool CanReply => State is SessionState.Upcoming or SessionState.Live;

    /// <summary>What the learner said last; null for nothing.</summary>
    public ReplyAnswer? Answer { get; init; }

    public static readonly Duration JoinEarly = Duration.FromMinutes(30);

    public static SessionCard From(
        SessionFacts session, EnrolledLearner learner, LinkKey links, PageText text, Instant now)
    {
        var time = session.Time;
        var state = StateOf(session, learner, now);
        var open = state is SessionState.Upcoming or SessionState.Live;
        var join = open ? JoinAddress(session) : null;
        var recording = learner.Left ? RecordingStatus.None : RecordingStatus.Of(session, now);
        return new(
            session.Id.Slug, session.Session.Title, state, time.Start, time.End,
            SessionHours.In(time.Zone, time.Start, time.End, text),
            OwnHours(time, learner.Learner.Zone, text),
            join,
            JoinNow: now >= time.Start - JoinEarly,
            join is null ? null : AddToCalendar.For(InvitationContents.Of(session)),
            session.Learners.Any(l => l.Id == learner.Id && l.Invitation is not null),
            recording,
            recording == RecordingStatus.Ready
                ? links.WatchToken(session.Id, learner.Id, learner.LinkGeneration)
                : null)
        {
            RecordingDeletedOn = RecordingStatus.DeletedOn(session, text),
            Answer = session.Learners.FirstOrDefault(l => l.Id == learner.Id)?.Reply?.Answer,
        };
    }

    private static SessionState StateOf(SessionFacts session, EnrolledLearner learner, Instant now)
    {
        // What took place is over, not cancelled, even when its line is gone from the course file.
        if ((session.Removed && !session.EndNoted) || learner.Left)
            return SessionState.Cancelled;

        return now < session.Time.Start ? SessionState.Upcoming
            : now < session.Time.End ? SessionState.Live
            : SessionState.Over;
    }

    private static string? JoinAddress(SessionFacts session) =>
        session.Meeting is { Cancelled: false } meeting && Settings.WebAddress.IsWeb(meeting.JoinUrl)
            ? meeting.JoinUrl
            : null;

    private static SessionHours? OwnHours(SessionTime time, DateTimeZone? zone, PageText text) =>
        zone is null || zone.Id == time.Zone.Id ? null : SessionHours.In(zone, time.Start, time.End, text);
}

/// <summary>When a session is, in one zone.</summary>
/// <param name="ShortDay">Without the year.</param>
public sealed record SessionHours(
    string Day, string ShortDay, string Hours, string City, string Month, int DayOfMonth)
{
    public static SessionHours In(DateTimeZone zone, Instant start, Instant end, PageText text)
    {
        var date = start.InZone(zone).Date;
        return new(
            text.Wording.DateOf(date), text.Wording.DayOf(date), HumanTime.Hours(start, end, zone, text),
            HumanTime.City(zone), text.Wording.MonthOf(date), date.Day);
    }
}
