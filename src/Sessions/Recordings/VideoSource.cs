using Sessions.Courses;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>One recording at its source.</summary>
internal sealed class VideoSource(IRecordingSource source, SessionFacts session, ArchiveVideo step)
{
    private readonly EmailAddress _organizer = session.Course.Instructor.Email;

    private readonly string _meeting = step.Meeting.OnlineMeetingId
        ?? throw new ArgumentException("the online meeting is not known", nameof(step));

    public Task<SourceContent> OpenAsync(CancellationToken cancel) =>
        source.OpenRecordingAsync(_organizer, _meeting, step.Recording.SourceId, cancel);

    /// <returns>Null when the source does not go on from there with what it sent before.</returns>
    public async Task<SourceContent?> ResumeAsync(SourceContent before, long offset, CancellationToken cancel)
    {
        if (before.Version is not { } version)
            return null;

        var later = await source.ResumeRecordingAsync(
            _organizer, _meeting, step.Recording.SourceId, new ResumePoint(offset, version), cancel);
        if (later.Offset == offset && later.Version == version && later.Length == before.Length)
            return later;

        await later.DisposeAsync();
        return null;
    }

    /// <summary>Reads it all, and judges it, without moving it.</summary>
    public async Task<Witness> ReadAsync(int bufferSize, CancellationToken cancel)
    {
        var content = await OpenAsync(cancel);
        await using var body = content;
        await using var reading = new VideoReading(content);
        using var digest = new RunningDigest();
        var buffer = new byte[bufferSize];
        while (await reading.ReadAsync(buffer, cancel) is > 0 and var read)
            await digest.TakeAsync(buffer.AsMemory(0, read));
        reading.Finish();
        return new Witness(reading.Position, await digest.FinishAsync(), []);
    }
}
