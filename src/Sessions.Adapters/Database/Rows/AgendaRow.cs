using NodaTime;

namespace Sessions.Adapters.Database.Rows;

internal sealed class AgendaRow
{
    public required string Key { get; init; }

    public Instant? LookAt { get; set; }

    public long Version { get; set; }
}

/// <summary>One line of the history. Rows are added, never changed.</summary>
internal sealed class HistoryRow
{
    public long Number { get; init; }

    public required string CourseId { get; init; }

    public string? Session { get; init; }

    public string? LearnerKey { get; init; }

    /// <summary>The address as it was written then.</summary>
    public string? Learner { get; init; }

    public Instant At { get; init; }

    public required string Event { get; init; }

    public required string Detail { get; init; }
}
