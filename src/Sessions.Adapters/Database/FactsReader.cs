using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Adapters.Database.Rows;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Database;

/// <summary>Makes facts of rows.</summary>
internal sealed class FactsReader(FactsShelf shelf, IDateTimeZoneProvider zones)
{
    private readonly Course _course = Course(shelf, zones);

    public static Learner Learner(LearnerRow row, IDateTimeZoneProvider zones) => new(
        EmailAddress.Parse(row.Email), row.Name, row.ZoneId is null ? null : zones[row.ZoneId], row.Language);

    public CourseFacts Course() => new(
        _course,
        [.. shelf.Learners.Select(l => new EnrolledLearner(
            new LearnerId(l.Id), Learner(l, zones), l.Left, l.LinkGeneration))],
        [.. shelf.Sessions.OrderBy(s => s.Start).ThenBy(s => s.Slug, StringComparer.Ordinal).Select(Session)]);

    public SessionFacts Session(SessionRow row) => new(
        _course,
        CourseSession(row, zones),
        row.Removed,
        row.Meeting is { } meeting ? Meeting(meeting) : null,
        [.. shelf.Learners.Select(l => LearnerIn(row, l))],
        row.StartNoted,
        row.EndNoted,
        row.Attendance is { } attendance ? Attendance(attendance) : null,
        new SearchFacts(row.Looks, row.LastLook, row.MissingReported) { AttendanceAsked = row.AttendanceAsked },
        [.. shelf.Recordings[row.Slug].OrderBy(r => r.Created).Select(Recording)],
        row.Version)
    {
        Settled = shelf.Settled.ToImmutableDictionary(
            j => j.Key, j => j.LearnerId is { } id ? new LearnerId(id) : (LearnerId?)null, StringComparer.Ordinal),
        RecordingsHidden = row.RecordingsHidden,
        SummaryTold = row.SummaryTold,
    };

    private static Course Course(FactsShelf shelf, IDateTimeZoneProvider zones)
    {
        var row = shelf.Course;
        var sessions = shelf.Sessions.Where(s => !s.Removed)
            .OrderBy(s => s.Start).ThenBy(s => s.Slug, StringComparer.Ordinal).Select(s => CourseSession(s, zones));
        return new Course(
            new CourseId(row.Id), row.Title, row.Provider, row.Description, zones[row.ZoneId], row.Starts, row.Ends,
            new Instructor(row.InstructorName, EmailAddress.Parse(row.InstructorEmail)), [.. sessions], Policy(row));
    }

    private static CoursePolicy Policy(CourseRow row) => new(
        [.. row.Reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Period)],
        row.MissedBelow, row.Notify, Period(row.Keep), row.Original);

    private static Period Period(string text) => PeriodPattern.Roundtrip.Parse(text).Value;

    private static CourseSession CourseSession(SessionRow row, IDateTimeZoneProvider zones) => new(
        new SessionId(new CourseId(row.CourseId), row.Slug),
        row.Title,
        new SessionTime(row.LocalStart, row.LocalEnd, zones[row.ZoneId], row.Start, row.End, row.TzdbVersion))
    {
        Chapters = row.Chapters is null ? [] : LedgerJson.Read<ImmutableArray<Chapter>>(row.Chapters),
    };

    private static MeetingFacts Meeting(MeetingRow row) => new(
        row.TransactionId, row.EventId, row.ICalUId, row.JoinUrl, row.OnlineMeetingId, row.OptionsSet, row.Subject,
        row.Start, row.End, row.Cancelled);

    private static AttendanceFacts Attendance(AttendanceRow row) => new(
        row.CollectedAt,
        LedgerJson.Read<ImmutableArray<string>>(row.Reports),
        LedgerJson.Read<ImmutableArray<UnmatchedJoiner>>(row.Unmatched));

    private static RecordingFacts Recording(RecordingRow row) => new(
        row.SourceId, row.CorrelationId, row.Created, row.Ended,
        File(row.VideoBlob, row.VideoLength, row.VideoSha256, row.VideoArchivedAt),
        File(row.CaptionsBlob, row.CaptionsLength, row.CaptionsSha256, row.CaptionsArchivedAt))
    {
        ByHand = row.ByHand,
        VerifiedAt = row.VerifiedAt,
        Damage = row.VideoBlob is null ? null : row.Damage,
        GivenUp = row.VideoBlob is null ? row.Damage : null,
        Original = row.Original,
        ExpiredAt = row.ExpiredAt,
    };

    private static ArchivedFile? File(string? blob, long? length, string? sha256, Instant? at) =>
        blob is not null && length is not null && sha256 is not null && at is not null
            ? new ArchivedFile(blob, length.Value, sha256, at.Value)
            : null;

    private static InvitationFacts Invitation(InvitationRow row, Learner learner) => new(
        row.Uid, row.Sequence, row.Stamp, LedgerJson.Read<InvitationContent>(row.Told), row.Cancelled, row.FirstTold,
        row.Address is null ? learner.Email : EmailAddress.Parse(row.Address), row.TellAnew);

    private LearnerFacts LearnerIn(SessionRow session, LearnerRow learner)
    {
        var key = (session.Slug, learner.Id);
        return new LearnerFacts(
            new LearnerId(learner.Id),
            shelf.People[learner.Id],
            learner.Left,
            learner.LinkGeneration,
            shelf.Invitations.TryGetValue(key, out var invitation)
                ? Invitation(invitation, shelf.People[learner.Id])
                : null,
            [.. shelf.Reminders[key].Select(r => r.Reminder)],
            shelf.Presences.TryGetValue(key, out var presence) ? new PresenceFacts(presence.Attended) : null,
            shelf.Offers.Contains(key))
        {
            Reply = shelf.Replies.TryGetValue(key, out var reply)
                ? new ReplyFacts(reply.Answer, reply.Source, reply.SentAt)
                : null,
            Word = shelf.Words.TryGetValue(key, out var word) ? word.Word : null,
            Watched = shelf.Watchings.TryGetValue(key, out var watched)
                ? new WatchFacts(watched.Played, watched.CreditedAt)
                : null,
            ExpiryTold = shelf.ExpiryNotices.ContainsKey(key),
            ExpiresAsTold = shelf.ExpiryNotices.TryGetValue(key, out var expires) ? expires : null,
        };
    }
}
