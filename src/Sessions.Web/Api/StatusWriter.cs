using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Web.Api;

/// <summary>How a course stands, out of its facts.</summary>
internal static class StatusWriter
{
    public static StatusDocument Write(
        CourseFacts facts,
        IReadOnlyDictionary<MessageState, int> messages,
        ImmutableArray<HeldMessages> held,
        IReadOnlyDictionary<SessionId, Instant> looks,
        ImmutableArray<string> notes,
        Instant now)
    {
        var course = facts.Accepted;
        return new(
            course.Id.Value, course.Title, course.Zone.Id, facts.Learners.Count(learner => !learner.Left), notes,
            [.. facts.Sessions.Select(session => Session(session, looks, now))],
            new(
                messages.GetValueOrDefault(MessageState.Pending), messages.GetValueOrDefault(MessageState.Sending),
                messages.GetValueOrDefault(MessageState.Sent), messages.GetValueOrDefault(MessageState.Refused)),
            [.. Attention.Of(facts, messages, held, now)]);
    }

    public static CourseSummaryDocument Summarize(CourseFacts facts, Instant now)
    {
        var ahead = facts.Sessions.Where(session => !session.Removed && session.Time.Start > now).ToList();
        return new(
            facts.Accepted.Id.Value, facts.Accepted.Title, facts.Accepted.Zone.Id, facts.Accepted.Sessions.Length,
            ahead.Count == 0 ? null : ahead.Min(session => session.Time.Start));
    }

    private static SessionStatusDocument Session(
        SessionFacts session, IReadOnlyDictionary<SessionId, Instant> looks, Instant now)
    {
        var time = session.Time;
        return new(
            session.Id.Slug, session.Session.Title, time.LocalStart, time.LocalEnd, time.Zone.Id, time.Start, time.End,
            State(session, now), Meeting(session), Invitations(session),
            AttendanceWriter.Summarize(session),
            [.. session.Recordings.OrderBy(recording => recording.Created).Select(Recording)],
            session.Search.MissingReported && session.Recordings.IsEmpty,
            new(
                session.Learners.Count(learner => learner.WatchLinkTold),
                session.Learners.Count(learner => learner.Watched?.CreditedAt is not null)),
            looks.TryGetValue(session.Id, out var at) ? new(at, What(session, at)) : null)
        {
            Replies = RepliesWriter.Summarize(session),
        };
    }

    private static string State(SessionFacts session, Instant now) =>
        session.Removed && !session.EndNoted ? "cancelled"
        : now < session.Time.Start ? "upcoming"
        : now < session.Time.End ? "live"
        : "over";

    private static MeetingDocument Meeting(SessionFacts session) => session.Meeting switch
    {
        null => new("none", null, Updated: false),
        { Cancelled: true } meeting => new("cancelled", meeting.JoinUrl, Updated: true),
        { } meeting => new(
            meeting.OptionsSet ? "ready" : "created", meeting.JoinUrl,
            meeting.Start == session.Time.Start && meeting.End == session.Time.End),
    };

    private static InvitationsDocument Invitations(SessionFacts session)
    {
        var wanted = InvitationContents.Of(session);
        var gone = session.Removed;
        return new(
            session.Learners.Count(l => l.Invitation is { Cancelled: false }),
            session.Learners.Count(l => l.Invitation is { Cancelled: true }),
            session.Learners.Count(l => gone || l.Left
                ? l.Invitation is { Cancelled: false }
                : l.Invitation is null or { Cancelled: true } || !l.Invitation.Told.MeansTheSame(wanted)));
    }

    private static RecordingDocument Recording(RecordingFacts recording) => new(
        recording.Video is not null ? "archived" : recording.GivenUp is null ? "found" : "missing", recording.Video?.Length, recording.Video?.Sha256,
        recording.Captions is not null);

    // What the planner will most likely find due then; it decides anew from the facts when the time comes.
    private static string What(SessionFacts session, Instant at)
    {
        var time = session.Time;
        if (session.Removed)
            return "take back what was promised";

        if (session.Meeting is null && at < time.End)
            return "create the meeting";

        if (at < time.Start)
        {
            var reminds = session.Course.Policy.Reminders.Any(before => at == time.Start - before.ToDuration());
            return reminds ? "send reminders" : "continue the preparation";
        }

        return at < time.End ? "the session starts"
            : at == time.End ? "the session ends"
            : at >= KeepingRecordings.ExpiresAt(session) ? "delete the recordings"
            : at > time.End + Duration.FromDays(60) ? "read the archived recordings again, or tell who has not watched"
            : "look for attendance, recordings and captions";
    }
}
