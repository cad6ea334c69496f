using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;

namespace Sessions.Recordings;

/// <summary>What Teams made of a meeting. Faults come as <see cref="Ledger.OutsideFaultException"/>.</summary>
public interface IRecordingSource
{
    /// <summary>None is no verdict: the list is empty until Teams has finished.</summary>
    Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel);

    Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel);

    /// <summary>Opens the bytes; the caller disposes. Reading a stalled or cut body throws.</summary>
    Task<SourceContent> OpenRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel);

    /// <summary>
    /// Opens the bytes from a place on, if the recording is still what it was; otherwise, and from a source that knows
    /// no ranges, the whole: <see cref="SourceContent.Offset"/> tells.
    /// </summary>
    Task<SourceContent> ResumeRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, ResumePoint from, CancellationToken cancel) =>
        OpenRecordingAsync(organizer, onlineMeetingId, recordingId, cancel);

    /// <summary>The transcript as WebVTT.</summary>
    Task<string> ReadTranscriptAsync(
        EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel);
}

/// <param name="CorrelationId">contentCorrelationId, shared with the transcript of the same recording.</param>
public sealed record SourceRecording(string Id, string? CorrelationId, Instant Created, Instant? Ended);

public sealed record SourceTranscript(string Id, string? CorrelationId, Instant Created);

/// <param name="Length">Of the whole recording, as the other side declared it; null when it declared nothing.</param>
/// <param name="Offset">Where in the recording the body begins.</param>
/// <param name="Version">
/// What changes whenever a byte of it does (a strong ETag, RFC 9110 8.8.1); null when the other side gives none.
/// </param>
public sealed record SourceContent(
    Stream Body, long? Length, string? ContentType, long Offset = 0, string? Version = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}

/// <param name="Version">The <see cref="SourceContent.Version"/> that the bytes before <paramref name="Offset"/> are of.</param>
public sealed record ResumePoint(long Offset, string Version);
