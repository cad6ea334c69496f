using System.Collections.Immutable;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Web.Api;

/// <summary>Who came to a session, out of its facts.</summary>
internal static class AttendanceWriter
{
    public static AttendanceListDocument Write(SessionFacts session)
    {
        var time = session.Time;
        return new(
            session.Id.Course.Value, session.Id.Slug, session.Session.Title, time.Zone.Id, time.Start, time.End,
            time.Length.TotalMinutes, time.Length.TotalMinutes * (double)session.Course.Policy.MissedBelow,
            session.Attendance is null ? "unknown" : "collected", session.Attendance?.CollectedAt,
            Settling: session.Attendance is { Reports.IsEmpty: true },
            [
                .. session.Learners.Where(l => !l.Left).Select(l => Attendee(session, l))
                    .OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Learner, StringComparer.Ordinal),
            ],
            Unmatched(session));
    }

    /// <summary>How many were there and how many missed it; both null while that is known of nobody.</summary>
    public static AttendanceDocument Summarize(SessionFacts session)
    {
        var verdicts = session.Learners.Where(l => !l.Left)
            .CountBy(l => Missing.Of(session, l).Attended).ToDictionary();
        var (present, missed) = (verdicts.GetValueOrDefault(Attended.Present), verdicts.GetValueOrDefault(Attended.Missed));
        var known = session.Attendance is not null || session.Learners.Any(l => l.Word is not null);
        return new(
            session.Attendance is null ? "unknown" : "collected", known ? present : null, known ? missed : null,
            Unmatched(session))
        {
            Unknown = verdicts.GetValueOrDefault(Attended.Unknown),
        };
    }

    private static AttendeeDocument Attendee(SessionFacts session, LearnerFacts learner)
    {
        var verdict = Missing.Of(session, learner);
        return new(
            learner.Learner.Email.Value, learner.Learner.Name,
            verdict.Attended switch
            {
                Attended.Present => "present",
                Attended.Missed => "missed",
                _ => "unknown",
            },
            learner.Presence?.Attended.TotalMinutes,
            verdict.Ground switch
            {
                VerdictGround.InstructorsWord => "instructor",
                VerdictGround.Reports => "reports",
                VerdictGround.SaidCannotCome => "reply",
                VerdictGround.NeverInvited => "roster",
                _ => null,
            });
    }

    private static ImmutableArray<UnmatchedDocument> Unmatched(SessionFacts session) =>
    [
        .. (session.Attendance?.Unmatched ?? []).Select(
            who => new UnmatchedDocument(who.DisplayName, who.Email, (int)who.Attended.TotalMinutes, who.Key)),
    ];
}
