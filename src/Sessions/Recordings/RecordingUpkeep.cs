using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Recordings;

/// <summary>Reads archived copies again, and deletes them when their time is over.</summary>
public sealed partial class RecordingUpkeep(
    IArchive archive, RecordingCheck check, ILogger<RecordingUpkeep> logger)
{
    public async Task<ImmutableArray<Fact>> VerifyAsync(
        SessionFacts session, VerifyRecording step, CancellationToken cancel)
    {
        var verified = await VerifyAsync(step.Recording, cancel);
        if (verified.Damage is { } damage)
            LogDamage(session.Id.ToString(), damage);
        return [verified];
    }

    /// <summary>Every byte of the video and of the captions.</summary>
    /// <exception cref="ArgumentException">There is no copy.</exception>
    public async Task<RecordingVerified> VerifyAsync(RecordingFacts recording, CancellationToken cancel)
    {
        var video = recording.Video ?? throw new ArgumentException("there is no copy to check", nameof(recording));
        ImmutableArray<Fixity> found =
        [
            await check.CheckVideoAsync(recording.SourceId, video, cancel),
            .. recording.Captions is { } captions ? [await check.CheckCaptionsAsync(captions, cancel)] : Array.Empty<Fixity>(),
        ];
        var damage = string.Join("; ", found.Where(f => !f.IsSound).Select(f => $"{f.Blob}: {string.Join(", ", f.Problems)}"));
        return new(recording.SourceId, damage.Length > 0 ? damage : null);
    }

    /// <summary>
    /// Deletes the video and its captions; the manifest stays and says what there was. Whatever a former run has
    /// deleted already is no fault.
    /// </summary>
    /// <exception cref="OutsideFaultException">Something else stands in its place: a person must look.</exception>
    public async Task<ImmutableArray<Fact>> ExpireAsync(ExpireRecording step, CancellationToken cancel)
    {
        var recording = step.Recording;
        foreach (var file in new[] { recording.Captions, recording.Video }.OfType<ArchivedFile>())
        {
            if (!await archive.DeleteAsync(file.BlobName, file.Length, cancel))
                throw new OutsideFaultException(
                    FaultKind.Configuration,
                    $"{file.BlobName} was to be deleted and is no longer what was archived; it was left alone. Look at it, "
                        + "and delete it by hand");
        }

        return [new RecordingExpired(recording.SourceId)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Session}: an archived recording is damaged: {Damage}")]
    private partial void LogDamage(string session, string damage);
}
