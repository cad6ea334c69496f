using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using NodaTime;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>
/// Moves one recording into the archive and proves it: streamed in blocks, judged whole before the commit,
/// committed once, read back and compared. It may die anywhere; the next run continues where it stood.
/// </summary>
public sealed partial class VideoMove(
    IRecordingSource source, IArchive archive, MoveLimits limits, ILogger<VideoMove> logger)
{
    /// <exception cref="OutsideFaultException">
    /// Transient: the recording did not come whole, or a side failed. Configuration: what stands in the archive is
    /// not this recording, and a person must look.
    /// </exception>
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, ArchiveVideo step, Instant now, CancellationToken cancel)
    {
        var name = BlobNames.Video(session.Id, step.Recording);
        var manifest = await archive.FindAsync(name, cancel) is null
            ? Manifest(session, step, name, await TransferAsync(session, step, name, cancel), now)
            : await FindProofAsync(step, name, cancel)
                ?? Manifest(session, step, name, await ReadSourceAsync(session, step, cancel), now);

        await ProveAsync(name, manifest.Digest, cancel);
        await manifest.WriteAsync(archive, cancel);
        return [new RecordingArchived(step.Recording.SourceId, manifest.ToArchivedFile())];
    }

    /// <summary>A former run proved the copy and died before it could say so.</summary>
    private async Task<RecordingManifest?> FindProofAsync(ArchiveVideo step, string name, CancellationToken cancel)
    {
        var manifest = await RecordingManifest.FindAsync(archive, name, cancel);
        return manifest is not null && manifest.Blob == name && manifest.SourceId == step.Recording.SourceId
            ? manifest
            : null;
    }

    private async Task<FileDigest> TransferAsync(
        SessionFacts session, ArchiveVideo step, string name, CancellationToken cancel)
    {
        await using var content = await OpenAsync(session, step, cancel);
        using var reading = new VideoReading(content);
        var staged = await archive.ListStagedAsync(name, cancel);
        await using var window = new BlockWindow(archive, name, staged, limits, cancel);

        while (await reading.ReadAsync(await window.NextAsync(), cancel) is > 0 and var read)
        {
            if (window.Blocks.Count == MoveLimits.MostBlocks)
                throw TooLong();
            await window.SendAsync(read);
        }
        var digest = reading.Finish();
        await window.DrainAsync();

        var first = await archive.CommitAsync(
            name, window.Blocks, "video/mp4", digest.Md5Bytes.AsMemory(), cancel);
        LogCommitted(name, digest.Length, window.Blocks.Count, window.Resumed, first);
        return digest;
    }

    /// <summary>A former run committed and died before the proof: the source is the only witness left.</summary>
    private async Task<FileDigest> ReadSourceAsync(SessionFacts session, ArchiveVideo step, CancellationToken cancel)
    {
        await using var content = await OpenAsync(session, step, cancel);
        using var reading = new VideoReading(content);
        var buffer = new byte[limits.BlockSize];
        while (await reading.ReadAsync(buffer, cancel) > 0)
        {
        }
        return reading.Finish();
    }

    private async Task<SourceContent> OpenAsync(SessionFacts session, ArchiveVideo step, CancellationToken cancel) =>
        await source.OpenRecordingAsync(
            session.Course.Instructor.Email,
            step.Meeting.OnlineMeetingId ?? throw new ArgumentException("the online meeting is not known", nameof(step)),
            step.Recording.SourceId,
            cancel);

    private async Task ProveAsync(string name, FileDigest wanted, CancellationToken cancel)
    {
        var blob = await archive.FindAsync(name, cancel);
        if (blob?.Length != wanted.Length)
            throw Differs(name, string.Create(
                CultureInfo.InvariantCulture, $"{blob?.Length ?? 0} bytes instead of {wanted.Length}"));

        var found = await FileDigest.ReadAsync(archive, name, cancel);
        if (found != wanted)
            throw Differs(name, $"sha256 {found.Sha256} instead of {wanted.Sha256}");
    }

    private RecordingManifest Manifest(
        SessionFacts session, ArchiveVideo step, string name, FileDigest digest, Instant now) => new(
        name, step.Recording.SourceId, step.Recording.CorrelationId, step.Meeting.OnlineMeetingId,
        session.Id.Course.Value, session.Id.Slug, session.Course.Instructor.Email.Value,
        step.Recording.Created, step.Recording.Ended,
        digest.Length, digest.Sha256, digest.Md5, limits.BlockSize, now);

    private static OutsideFaultException Differs(string name, string how) => new(
        FaultKind.Configuration,
        $"the archive's copy {name} is not the recording: {how}; the original was left alone. Check the storage, "
            + "then delete that blob and its manifest: it will be moved anew");

    private OutsideFaultException TooLong() => new(
        FaultKind.Permanent,
        string.Create(
            CultureInfo.InvariantCulture,
            $"the recording has more than {MoveLimits.MostBlocks} blocks of {limits.BlockSize} bytes; add it by hand"));

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Blob}: {Length} bytes in {Blocks} blocks, {Resumed} of them from a former run; committed by this "
            + "run: {First}")]
    private partial void LogCommitted(string blob, long length, int blocks, int resumed, bool first);
}
