using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>From the start on: what came of the session.</summary>
internal static class Following
{
    // Graph answers for a meeting until 60 days after its end (Teams limits and specifications).
    private static readonly Duration MeetingExpires = Duration.FromDays(59);

    private static readonly Duration Daily = Duration.FromDays(1);

    private static readonly Duration Weekly = Duration.FromDays(7);

    /// <summary>When no report has come by then, the instructor is asked who was there: they still remember.</summary>
    private static readonly Duration AskAfter = Duration.FromDays(1);

    public static IEnumerable<DueStep> Steps(SessionFacts session, LookSchedule looks, Instant now)
    {
        if (session.Meeting is not { Cancelled: false } meeting)
            yield break;

        if (!session.StartNoted)
            yield return new(session.Time.Start, new NoteStart());
        if (!session.EndNoted)
            yield return new(session.Time.End, new NoteEnd());
        if (NextLook(session, looks) is { } look && meeting.OnlineMeetingId is not null)
            yield return new(look, new LookForArtifacts(meeting));
        if (session.Attendance is { Reports.IsEmpty: true })
            yield return new(now, new ReuniteAttendance(meeting));
        if (AsksWhoCame(session))
            yield return new(session.Time.End + Duration.Min(AskAfter, looks.GiveUpAfter), new AskWhoCame());
        foreach (var recording in session.Recordings.Where(r => r is { Video: null, ByHand: false }))
        {
            if (recording.IsAwaited || now < session.Time.End + MeetingExpires)
                yield return new(now, new ArchiveVideo(meeting, recording));
        }
        if (session.Recordings.IsEmpty && !session.Search.MissingReported)
            yield return new(session.Time.End + looks.GiveUpAfter, new ReportMissing());
    }

    // The gaps grow from LookEvery to LookLongest; once everything is there, or hope is given up, a look a day
    // is enough for what comes late, and when both hold, a look a week: a further part may still turn up.
    private static Instant? NextLook(SessionFacts session, LookSchedule looks)
    {
        var end = session.Time.End;
        if (session.Search.LastLook is not { } last)
            return end + looks.FirstLook;

        var givenUp = last - end >= looks.GiveUpAfter;
        var complete = IsComplete(session);
        var gap = (givenUp, complete) switch
        {
            (true, true) => Weekly,
            (false, false) => Gap(looks, session.Search.Looks),
            _ => Daily,
        };
        var next = last + gap;
        return next - end < MeetingExpires ? next : null;
    }

    private static Duration Gap(LookSchedule looks, int made)
    {
        var gap = looks.LookEvery;
        for (var look = 1; look < made && gap < looks.LookLongest; look++)
            gap += gap;
        return Duration.Min(gap, looks.LookLongest);
    }

    private static bool AsksWhoCame(SessionFacts session) =>
        session is { Attendance: null, Search.AttendanceAsked: false }
        && session.Learners.Any(l => l is { Left: false, Word: null });

    private static bool IsComplete(SessionFacts session) =>
        session.Attendance is not null
        && !session.Recordings.IsEmpty
        && session.Recordings.All(r => r is { ByHand: true } or { Video: not null, Captions: not null });
}
