using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

/// <summary>A source with one recording and one transcript, which sends them as it is told to.</summary>
internal sealed class BodySource(Func<SourceContent> open, string transcript = "") : IRecordingSource
{
    public BodySource(byte[] video)
        : this(() => new SourceContent(new MemoryStream(video), video.Length, "video/mp4"))
    {
    }

    /// <summary>Who asked for what, each time.</summary>
    public List<string> Asked { get; } = [];

    public Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<SourceRecording>.Empty);

    public Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<SourceTranscript>.Empty);

    public Task<SourceContent> OpenRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel)
    {
        Asked.Add($"{organizer} {onlineMeetingId} {recordingId}");
        return Task.FromResult(open());
    }

    public Task<string> ReadTranscriptAsync(
        EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel)
    {
        Asked.Add($"{organizer} {onlineMeetingId} {transcriptId}");
        return Task.FromResult(transcript);
    }
}

/// <summary>Bytes that come a few at a time, and at their end a broken connection where one is wanted.</summary>
internal sealed class Trickle(byte[] bytes, int pace, bool breaks = false) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (breaks && Position == Length)
            throw new HttpIOException(HttpRequestError.ResponseEnded, "the response ended prematurely");
        return Read(buffer.Span[..Math.Min(pace, buffer.Length)]);
    }
}
