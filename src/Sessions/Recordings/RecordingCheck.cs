using System.Collections.Immutable;
using System.Globalization;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// Reads archived files again, each from its first byte to its last, and holds them against what the ledger and the
/// manifest say. It changes nothing.
/// </summary>
public sealed class RecordingCheck(IArchive archive)
{
    /// <exception cref="OutsideFaultException">The archive could not be read, which says nothing of the file.</exception>
    public async Task<Fixity> CheckVideoAsync(string sourceId, ArchivedFile video, CancellationToken cancel)
    {
        var bytes = await CheckAsync(video, cancel);
        var manifest = await RecordingManifest.FindAsync(archive, video.BlobName, cancel);
        return bytes with { Problems = [.. bytes.Problems, .. Compare(manifest, sourceId, video)] };
    }

    /// <inheritdoc cref="CheckVideoAsync"/>
    public Task<Fixity> CheckCaptionsAsync(ArchivedFile captions, CancellationToken cancel) =>
        CheckAsync(captions, cancel);

    private async Task<Fixity> CheckAsync(ArchivedFile file, CancellationToken cancel)
    {
        var found = await archive.FindAsync(file.BlobName, cancel);
        if (found is null)
            return new(file.BlobName, ["it is gone: restore it from the storage's backup"]);
        // What has another length needs no reading.
        if (found.Length != file.Length)
            return new(file.BlobName, [string.Create(
                CultureInfo.InvariantCulture, $"it has {found.Length} bytes instead of {file.Length}")]);

        var (_, sha256) = await FileDigest.ReadSha256Async(archive, file.BlobName, cancel);
        return new(
            file.BlobName, sha256 == file.Sha256 ? [] : [$"its sha256 is {sha256} instead of {file.Sha256}"]);
    }

    private static IEnumerable<string> Compare(RecordingManifest? manifest, string sourceId, ArchivedFile video)
    {
        if (manifest is null)
            yield return "its manifest is gone, or cannot be read";
        else if (manifest.Sha256 != video.Sha256 || manifest.Length != video.Length)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"its manifest says sha256 {manifest.Sha256} and {manifest.Length} bytes instead of {video.Sha256} and "
                    + $"{video.Length}");
        else if (manifest.SourceId != sourceId || manifest.Blob != video.BlobName)
            yield return $"its manifest is that of another recording, {manifest.SourceId}";
    }
}

/// <summary>What came of a check.</summary>
/// <param name="Problems">Each what was found and what would be right; none when the file is what was archived.</param>
public sealed record Fixity(string Blob, ImmutableArray<string> Problems)
{
    public bool IsSound => Problems.IsEmpty;
}
