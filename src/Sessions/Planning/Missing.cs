using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>
/// Whether a learner missed a session that took place. The instructor's word stands above the reports, the reports
/// above what the learner said before; where nobody says anything, nobody is taken for absent.
/// </summary>
public static class Missing
{
    public static Verdict Of(SessionFacts session, LearnerFacts learner) => learner switch
    {
        { Word: { } word } => new(
            word is AttendanceWord.Present ? Attended.Present : Attended.Missed, VerdictGround.InstructorsWord),
        // On the roster only since: no report could have named them, and no entry asked them to come.
        { Presence: null, Invitation: null } => new(Attended.Missed, VerdictGround.NeverInvited),
        { Presence: { } presence } when session.Attendance is not null => new(
            IsEnough(presence.Attended, session) ? Attended.Present : Attended.Missed, VerdictGround.Reports),
        { Reply.Answer: ReplyAnswer.CannotCome } => new(Attended.Missed, VerdictGround.SaidCannotCome),
        _ => new(Attended.Unknown, VerdictGround.NothingKnown),
    };

    // Minutes, not mere presence: the course's share of the session's length.
    private static bool IsEnough(Duration attended, SessionFacts session) =>
        (decimal)attended.TotalSeconds
        >= (decimal)session.Time.Length.TotalSeconds * session.Course.Policy.MissedBelow;
}

/// <param name="Ground">Whose word it rests on.</param>
public sealed record Verdict(Attended Attended, VerdictGround Ground)
{
    public bool IsMissed => Attended is Attended.Missed;
}

public enum Attended
{
    Unknown,
    Present,
    Missed,
}

public enum VerdictGround
{
    NothingKnown,
    InstructorsWord,
    Reports,

    /// <summary>They asked for the recording beforehand, and no report says otherwise.</summary>
    SaidCannotCome,

    /// <summary>They came to the roster when the session was over.</summary>
    NeverInvited,
}
