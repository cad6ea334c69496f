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
