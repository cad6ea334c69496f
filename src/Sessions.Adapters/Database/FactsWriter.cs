using Microsoft.EntityFrameworkCore;
using NodaTime;
using Sessions.Adapters.Database.Rows;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Makes rows of what a step reports. Rows that its facts may change are fetched first, all at once.</summary>
internal sealed partial class FactsWriter(LedgerContext context, SessionRow session, SessionFacts seen, Instant now)
{
    public async Task FetchAsync(IReadOnlyCollection<Fact> facts, CancellationToken cancel)
    {
        if (facts.Any(f => f is MeetingCreated or OnlineMeetingFound or MeetingOptionsSet or MeetingUpdated
            or MeetingCancelled))
        {
            await Mine(context.Meetings).LoadAsync(cancel);
        }

        if (facts.Any(f => f is RecordingFound || IsOfRecording(f)))
        {
            _recordings = await Mine(context.Recordings).ToDictionaryAsync(
                r => r.SourceId, StringComparer.Ordinal, cancel);
        }

        await FetchAttendanceAsync(facts, cancel);
        await FetchLearnersAsync(facts, cancel);
    }

    public void Apply(Fact fact)
    {
        var known = ApplyToSession(fact) || ApplyToMeeting(fact) || ApplyToRecording(fact)
            || ApplyToAttendance(fact) || ApplyToLearner(fact) || fact is Warned or CounterReceived or OutdatedReply;
        if (!known)
            throw new ArgumentOutOfRangeException(nameof(fact), fact, "The ledger does not know this fact.");
    }

    private bool ApplyToSession(Fact fact)
    {
        switch (fact)
        {
            case SessionBegan:
                session.StartNoted = true;
                return true;
            case SessionFinished:
                session.EndNoted = true;
                return true;
            case HoursResolved moved:
                (session.Start, session.End, session.TzdbVersion) = (moved.Start, moved.End, moved.TzdbVersion);
                return true;
            case ArtifactsAnnounced:
                (session.Looks, session.LastLook) = (0, SearchFacts.LongAgo(session.Start));
                return true;
            case Looked:
                session.Looks++;
                session.LastLook = now;
                return true;
            case RecordingMissing:
                session.MissingReported = true;
                return true;
            case SummaryQueued:
                session.SummaryTold = true;
                return true;
            default:
                return false;
        }
    }

    private bool ApplyToMeeting(Fact fact)
    {
        switch (fact)
        {
            case MeetingCreated made:
                Created(made);
                return true;
            case OnlineMeetingFound found:
                Meeting.OnlineMeetingId = found.OnlineMeetingId;
                return true;
            case MeetingOptionsSet:
                Meeting.OptionsSet = true;
                return true;
            case MeetingUpdated made:
                (Meeting.Subject, Meeting.Start, Meeting.End) = (made.Subject, made.Start, made.End);
                return true;
            case MeetingCancelled:
                Meeting.Cancelled = true;
                return true;
            default:
                return false;
        }
    }

    private MeetingRow Meeting => session.Meeting
        ?? throw new InvalidOperationException($"{session.CourseId}/{session.Slug} has no meeting to change.");

    private void Created(MeetingCreated made)
    {
        // A session that was removed and came back has a new meeting in the place of the cancelled one.
        if (session.Meeting is { } old)
        {
            (old.TransactionId, old.EventId) = (made.TransactionId, made.EventId);
            (old.ICalUId, old.JoinUrl) = (made.ICalUId, made.JoinUrl);
            (old.Subject, old.Start, old.End) = (made.Subject, made.Start, made.End);
            (old.OnlineMeetingId, old.OptionsSet, old.Cancelled) = (null, false, false);
            return;
        }

        session.Meeting = new MeetingRow
        {
            CourseId = session.CourseId,
            Session = session.Slug,
            TransactionId = made.TransactionId,
            EventId = made.EventId,
            ICalUId = made.ICalUId,
            JoinUrl = made.JoinUrl,
            Subject = made.Subject,
            Start = made.Start,
            End = made.End,
        };
    }

    private IQueryable<T> Mine<T>(IQueryable<T> rows)
        where T : class, ISessionPart =>
        rows.Where(r => r.CourseId == session.CourseId && r.Session == session.Slug);
}
