using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database.Rows;

internal sealed class OutboxRow : ISessionPart
{
    public long Number { get; init; }

    public required string CourseId { get; init; }

    public required string Session { get; init; }

    /// <summary>Null for the instructor.</summary>
    public Guid? LearnerId { get; init; }

    /// <summary>Where it goes; null for the learner's own address.</summary>
    public string? Address { get; init; }

    public MessageKind Kind { get; init; }

    public required string MessageId { get; init; }

    public string? Uid { get; init; }

    public int Sequence { get; init; }

    public Instant Stamp { get; init; }

    /// <summary>JSON: what the message tells.</summary>
    public required string Content { get; init; }

    /// <summary>For a reminder: an ISO 8601 period.</summary>
    public string? Before { get; init; }

    /// <summary>For an expiry: when the recording goes.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>For a summary: JSON.</summary>
    public string? Summary { get; init; }

    public MessageState State { get; set; }

    /// <summary>When it may be taken; while it is being sent, when that lease ends.</summary>
    public Instant Due { get; set; }

    /// <summary>How many attempts ended without the server's yes.</summary>
    public int Attempts { get; set; }

    /// <summary>One of them ended without an answer.</summary>
    public bool Doubtful { get; set; }

    /// <summary>When the transport took it.</summary>
    public Instant? SentAt { get; set; }

    /// <summary>What the last attempt said.</summary>
    public string? Note { get; set; }
}
