using System.Collections.Immutable;
using Sessions.Courses;
using Sessions.Recordings;

namespace Sessions.Tests.Recordings;

/// <summary>A source that gives a version and goes on from any place, with an account of what was read.</summary>
internal sealed class RangedSource(byte[] video, string? version, bool ranges = true) : IRecordingSource
{
    private readonly List<CountedBody> _bodies = [];

    /// <summary>Where each body began.</summary>
    public List<long> Offsets { get; } = [];

    public long BytesRead => _bodies.Sum(b => b.Given);

    public int Open => _bodies.Count(b => b.CanRead);

    public Task<SourceContent> OpenRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, CancellationToken cancel) =>
        Task.FromResult(From(0));

    public Task<SourceContent> ResumeRecordingAsync(
        EmailAddress organizer, string onlineMeetingId, string recordingId, ResumePoint from, CancellationToken cancel) =>
        Task.FromResult(From(ranges && from.Version == version ? from.Offset : 0));

    public Task<ImmutableArray<SourceRecording>> ListRecordingsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<SourceRecording>.Empty);

    public Task<ImmutableArray<SourceTranscript>> ListTranscriptsAsync(
        EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        Task.FromResult(ImmutableArray<SourceTranscript>.Empty);

    public Task<string> ReadTranscriptAsync(
        EmailAddress organizer, string onlineMeetingId, string transcriptId, CancellationToken cancel) =>
        Task.FromResult("");

    private SourceContent From(long offset)
    {
        var body = new CountedBody(video, (int)offset);
        _bodies.Add(body);
        Offsets.Add(offset);
        return new SourceContent(body, video.Length, "video/mp4", offset, version);
    }

    private sealed class CountedBody(byte[] bytes, int from) : MemoryStream(bytes, from, bytes.Length - from)
    {
        public long Given { get; private set; }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            Given += read;
            return read;
        }
    }
}
