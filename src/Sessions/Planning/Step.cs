using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>One thing that is due now. Doing it twice does no more than doing it once.</summary>
public abstract record Step
{
    private protected Step()
    {
    }

    /// <summary>What it is and, of several alike, which: a failure of one holds up no other.</summary>
    public virtual string Key => GetType().Name;
}

public sealed record NoteStart : Step;

public sealed record NoteEnd : Step;

/// <summary>Newer zone data place the promised wall-clock hours elsewhere on the time line.</summary>
public sealed record ResolveHours(Instant Start, Instant End) : Step;

/// <summary>Newer zone data leave no hour for this wall-clock time: only the instructor can say what is meant.</summary>
public sealed record AskForHours(LocalDateTime Local) : Step;

/// <summary>Put the event on the organizer's calendar.</summary>
public sealed record CreateMeeting(string TransactionId) : Step;

/// <summary>Look the online meeting up by the event's join address.</summary>
public sealed record FindOnlineMeeting(MeetingFacts Meeting) : Step;

/// <summary>Switch recording on and open the lobby.</summary>
public sealed record SetMeetingOptions(MeetingFacts Meeting) : Step;

/// <summary>Tell Teams the hours that are wanted now.</summary>
public sealed record UpdateMeeting(MeetingFacts Meeting) : Step;

public sealed record CancelMeeting(MeetingFacts Meeting) : Step;

/// <summary>Bring these learners' calendar entries up to what is wanted.</summary>
public sealed record Invite(ImmutableArray<LearnerFacts> Learners, InvitationContent Content) : Step;

/// <summary>Take these learners' calendar entries back.</summary>
public sealed record Uninvite(ImmutableArray<LearnerFacts> Learners) : Step;

/// <summary>Remind these learners that the session starts in <paramref name="Before"/>.</summary>
public sealed record Remind(ImmutableArray<LearnerFacts> Learners, Period Before) : Step;

/// <summary>Ask Teams for reports, recordings and transcripts.</summary>
public sealed record LookForArtifacts(MeetingFacts Meeting) : Step;

/// <summary>Unite the reports once more: the instructor has settled who somebody in them is.</summary>
public sealed record ReuniteAttendance(MeetingFacts Meeting) : Step;

/// <summary>Ask the instructor who was there: no report says.</summary>
public sealed record AskWhoCame : Step;

public sealed record ArchiveVideo(MeetingFacts Meeting, RecordingFacts Recording) : Step
{
    public override string Key => $"{base.Key} {Recording.SourceId}";
}

public sealed record ReportMissing : Step;

/// <summary>Send these learners their watch links.</summary>
public sealed record OfferRecording(ImmutableArray<LearnerFacts> Learners) : Step;

/// <summary>Tell these learners, who have not watched it, that the recording goes soon.</summary>
public sealed record WarnOfExpiry(ImmutableArray<LearnerFacts> Learners, Instant ExpiresAt) : Step;

/// <summary>Delete the archive's copy, as the course's policy says.</summary>
public sealed record ExpireRecording(RecordingFacts Recording) : Step
{
    public override string Key => $"{base.Key} {Recording.SourceId}";
}

/// <summary>Put Teams' own file into the recycle bin, as the course's policy says.</summary>
public sealed record RemoveOriginal(MeetingFacts Meeting, RecordingFacts Recording) : Step
{
    public override string Key => $"{base.Key} {Recording.SourceId}";
}

/// <summary>Read the archive's copy again and compare.</summary>
public sealed record VerifyRecording(RecordingFacts Recording) : Step
{
    public override string Key => $"{base.Key} {Recording.SourceId}";
}

/// <summary>Tell the instructor how it went.</summary>
public sealed record Summarize : Step;

/// <summary>A step and the instant from which it is due.</summary>
public sealed record DueStep(Instant At, Step Step);

/// <summary>What is due, in order, and what comes next.</summary>
/// <param name="Next">Null when nothing will ever be due unless something is asked for.</param>
public sealed record Agenda(ImmutableArray<Step> Due, DueStep? Next);

/// <summary>How soon, how often and how long artifacts are looked for after the end.</summary>
public sealed record LookSchedule(Duration FirstLook, Duration LookEvery, Duration LookLongest, Duration GiveUpAfter)
{
    public static LookSchedule Default { get; } = new(
        Duration.FromMinutes(5), Duration.FromMinutes(2), Duration.FromMinutes(30), Duration.FromDays(2));
}
