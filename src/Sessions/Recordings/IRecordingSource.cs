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

    /// <summary>The transcript as WebVTT.</summary>
    Task<string> ReadTranscriptAsync(
        EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel);
}

/// <param name="CorrelationId">contentCorrelationId, shared with the transcript of the same recording.</param>
public sealed record SourceRecording(string Id, string? CorrelationId, Instant Created, Instant? Ended);

public sealed record SourceTranscript(string Id, string? CorrelationId, Instant Created);

/// <param name="Length">What the other side declared; null when it declared nothing.</param>
public sealed record SourceContent(Stream Body, long? Length, string? ContentType) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
