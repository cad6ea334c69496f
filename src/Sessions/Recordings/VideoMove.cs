using System.Collections.Immutable;
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
    private const string Mp4 = "video/mp4";

    private readonly CopyProof _proof = new(archive);

    /// <exception cref="OutsideFaultException">
    /// Transient: the recording did not come whole, or a side failed. Configuration: what stands in the archive is
    /// not this recording, and a person must look.
    /// </exception>
    public async Task<ImmutableArray<Fact>> RunAsync(
        SessionFacts session, ArchiveVideo step, Instant now, CancellationToken cancel)
    {
        var name = BlobNames.Video(session.Id, step.Recording);
        var stands = await archive.FindAsync(name, cancel);
        var manifest = stands is null ? null : await FindManifestAsync(step, name, cancel);
        if (manifest is not null)
        {
            await _proof.RunAsync(name, new Witness(manifest.Length, manifest.Digest, []), cancel);
        }
        else
        {
            var video = new VideoSource(source, session, step);
            var witness = stands is null
                ? await TransferAsync(video, name, cancel)
                : await FindWitnessAsync(video, stands, cancel);
            var digest = await _proof.RunAsync(name, witness, cancel);
            await archive.SealAsync(name, Mp4, digest.Md5Bytes.AsMemory(), cancel);
            manifest = await Manifest(session, step, name, digest, now).KeepAsync(archive, cancel);
        }
        return [new RecordingArchived(step.Recording.SourceId, manifest.ToArchivedFile())];
    }

    /// <summary>A former run proved the copy and died before it could say so.</summary>
    private async Task<RecordingManifest?> FindManifestAsync(ArchiveVideo step, string name, CancellationToken cancel)
    {
        var manifest = await RecordingManifest.FindAsync(archive, name, cancel);
        return manifest is not null && manifest.Blob == name && manifest.SourceId == step.Recording.SourceId
            ? manifest
            : null;
    }

    private async Task<Witness> TransferAsync(VideoSource video, string name, CancellationToken cancel)
    {
        var moved = await new VideoTransfer(video, archive, name, limits).RunAsync(cancel);
        var witness = moved.Witness;
        LogCommitted(name, witness.Length, witness.Blocks.Length, moved.Resumed, moved.Skipped, moved.First);
        return witness;
    }

    /// <summary>
    /// A former run committed and died before the proof. Its blocks, named after what came from the source, were judged
    /// whole before the commit; where they are no longer known, the source is asked once more.
    /// </summary>
    private async Task<Witness> FindWitnessAsync(VideoSource video, ArchivedBlob blob, CancellationToken cancel)
    {
        var blocks = await archive.ListCommittedAsync(blob.Name, cancel);
        if (blocks is not [] && blocks.All(b => b.Content != default))
            return new Witness(blocks.Sum(b => (long)b.Length), null, blocks);

        return await video.ReadAsync(limits.BlockSize, cancel);
    }

    private RecordingManifest Manifest(
        SessionFacts session, ArchiveVideo step, string name, FileDigest digest, Instant now) => new(
        name, step.Recording.SourceId, step.Recording.CorrelationId, step.Meeting.OnlineMeetingId,
        session.Id.Course.Value, session.Id.Slug, session.Course.Instructor.Email.Value,
        step.Recording.Created, step.Recording.Ended,
        digest.Length, digest.Sha256, digest.Md5, limits.BlockSize, now);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Blob}: {Length} bytes in {Blocks} blocks, {Resumed} of them from a former run, {Skipped} not even "
            + "fetched again; committed by this run: {First}")]
    private partial void LogCommitted(string blob, long length, int blocks, int resumed, int skipped, bool first);
}
