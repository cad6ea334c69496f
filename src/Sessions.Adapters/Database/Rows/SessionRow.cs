using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Database.Rows;

/// <summary>A row that belongs to one session.</summary>
internal interface ISessionPart
{
    string CourseId { get; }

    string Session { get; }
}

internal sealed class SessionRow
{
    public required string CourseId { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; set; }

    public LocalDateTime LocalStart { get; set; }

    public LocalDateTime LocalEnd { get; set; }

    public required string ZoneId { get; set; }

    public Instant Start { get; set; }

    public Instant End { get; set; }

    public required string TzdbVersion { get; set; }

    public bool Removed { get; set; }

    public bool StartNoted { get; set; }

    public bool EndNoted { get; set; }

    public int Looks { get; set; }

    public Instant? LastLook { get; set; }

    public bool MissingReported { get; set; }

    public bool AttendanceAsked { get; set; }

    public bool RecordingsHidden { get; set; }

    public bool SummaryTold { get; set; }

    /// <summary>JSON; null for none.</summary>
    public string? Chapters { get; set; }

    public long Version { get; set; }

    public MeetingRow? Meeting { get; set; }

    public AttendanceRow? Attendance { get; set; }
}

internal sealed class MeetingRow : ISessionPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public required string TransactionId { get; set; }

    public required string EventId { get; set; }

    public required string ICalUId { get; set; }

    public required string JoinUrl { get; set; }

    public string? OnlineMeetingId { get; set; }

    public bool OptionsSet { get; set; }

    public required string Subject { get; set; }

    public Instant Start { get; set; }

    public Instant End { get; set; }

    public bool Cancelled { get; set; }
}

internal sealed class AttendanceRow : ISessionPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public Instant CollectedAt { get; set; }

    /// <summary>JSON: the ids of the reports read.</summary>
    public required string Reports { get; set; }

    /// <summary>JSON: who joined and is on no roster.</summary>
    public required string Unmatched { get; set; }
}

internal sealed class RecordingRow : ISessionPart
{
    public required string CourseId { get; init; }

    public required string Session { get; init; }

    public required string SourceId { get; init; }

    public string? CorrelationId { get; set; }

    public Instant Created { get; set; }

    public Instant Ended { get; set; }

    public string? VideoBlob { get; set; }

    public long? VideoLength { get; set; }

    public string? VideoSha256 { get; set; }

    public Instant? VideoArchivedAt { get; set; }

    public string? CaptionsBlob { get; set; }

    public long? CaptionsLength { get; set; }

    public string? CaptionsSha256 { get; set; }

    public Instant? CaptionsArchivedAt { get; set; }

    public bool ByHand { get; set; }

    public Instant? VerifiedAt { get; set; }

    /// <summary>What is wrong with the copy; where there is none, why it is no longer waited for.</summary>
    public string? Damage { get; set; }

    public OriginalState Original { get; set; }

    public Instant? ExpiredAt { get; set; }
}
