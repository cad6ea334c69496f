using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>What the instructor is told of a session that is over: how it went, and what is left to them.</summary>
internal static class SummaryLetter
{
    public static ImmutableArray<Passage> Passages(SessionId session, SessionSummary summary, Wording wording) =>
    [
        .. Attendance(session, summary, wording), .. Unmatched(session, summary, wording),
        .. Recording(session, summary, wording), new Words(wording.SummaryLinks(summary.LinksSent)),
        new Words(wording.SummaryStatus($"sessions status {session.Course}")),
    ];

    private static IEnumerable<Passage> Attendance(SessionId session, SessionSummary summary, Wording wording)
    {
        var ask = $"sessions attendance {session} --set ADDRESS=present|missed";
        if (summary is not { Present: { } present, Missed: { } missed })
        {
            yield return new Words(wording.SummaryNobodyKnows(ask));
            yield break;
        }

        yield return new Words(wording.SummaryAttendance(present, summary.Learners, missed));
        if (summary.Learners - present - missed is > 0 and var unknown)
            yield return new Words(wording.SummaryUnknown(unknown, ask));
    }

    private static IEnumerable<Passage> Unmatched(SessionId session, SessionSummary summary, Wording wording)
    {
        if (summary.Unmatched > 0)
            yield return new Words(wording.SummaryUnmatched(summary.Unmatched, $"sessions attendance {session}"));
    }

    private static IEnumerable<Passage> Recording(SessionId session, SessionSummary summary, Wording wording)
    {
        if (summary.GivenUp > 0)
            yield return new Words(wording.SummaryGivenUp(summary.GivenUp, $"sessions log {session}"));
        else if (summary.Recordings == 0)
            yield return new Words(wording.SummaryNoRecording($"sessions recording {session} --add FILE.mp4"));

        if (summary.Recordings > 0)
        {
            var minutes = (int)Math.Round(summary.Length.TotalMinutes);
            yield return new Words(wording.SummaryRecording(summary.Recordings, minutes, summary.Captions));
        }
    }
}
