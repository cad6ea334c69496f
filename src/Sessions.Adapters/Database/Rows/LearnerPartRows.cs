using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database.Rows;

/// <summary>A row that belongs to one learner in one session.</summary>
internal interface ILearnerPart : ISessionPart
{
    Guid LearnerId { get; }
}

internal sealed class InvitationRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public required string Uid { get; set; }

    public int Sequence { get; set; }

    public Instant Stamp { get; set; }

    /// <summary>JSON: what the learner was last told.</summary>
    public required string Told { get; set; }

    public bool Cancelled { get; set; }

    public Instant FirstTold { get; set; }

    /// <summary>Under whose address the entry stands; null for the learner's own.</summary>
    public string? Address { get; set; }

    public bool TellAnew { get; set; }
}

internal sealed class ReminderRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    /// <summary><see cref="SessionFacts.ReminderKey"/>: which reminder, of which start.</summary>
    public required string Reminder { get; init; }

    public Instant ToldAt { get; init; }
}

internal sealed class PresenceRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public Duration Attended { get; set; }
}

/// <summary>The learner's watch link was mailed, or is about to be.</summary>
internal sealed class OfferRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public Instant ToldAt { get; init; }
}

/// <summary>What the learner last said about coming.</summary>
internal sealed class ReplyRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public ReplyAnswer Answer { get; set; }

    public ReplySource Source { get; set; }

    public Instant SentAt { get; set; }

    public Instant ReceivedAt { get; set; }
}

/// <summary>The instructor's word on who was there.</summary>
internal sealed class AttendanceWordRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public AttendanceWord Word { get; set; }

    public Instant SetAt { get; set; }
}

/// <summary>What the learner really played. Written by the web host, beside the session's version.</summary>
internal sealed class WatchRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    /// <summary>JSON: for each recording the stretches played.</summary>
    public required string Stretches { get; set; }

    public Duration Played { get; set; }

    public Instant? CreditedAt { get; set; }

    public Instant UpdatedAt { get; set; }
}

/// <summary>The learner was told, or is about to be, that the recording goes.</summary>
internal sealed class ExpiryNoticeRow : ILearnerPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Guid LearnerId { get; init; }

    public Instant ToldAt { get; set; }

    public Instant ExpiresAt { get; set; }
}

/// <summary>Who somebody is that joins under no known address, for the whole course.</summary>
internal sealed class SettledJoinerRow
{
    public required string CourseId { get; init; }

    public required string Key { get; init; }

    /// <summary>Null for someone who is no learner.</summary>
    public Guid? LearnerId { get; set; }

    public Instant SetAt { get; set; }
}
