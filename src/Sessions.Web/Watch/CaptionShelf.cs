using System.Collections.Immutable;
using System.Text;
using Sessions.Ledger;
using Sessions.Recordings;

namespace Sessions.Web.Watch;

/// <summary>The archived captions, read.</summary>
internal sealed partial class CaptionShelf(IArchive archive, ILogger<CaptionShelf> log)
{
    // A day of talk is about 1 MB.
    private const int Longest = 8 * 1024 * 1024;

    /// <returns>None too where the archive cannot hand them out: the video plays without.</returns>
    public async Task<ImmutableArray<Cue>> ReadAsync(ArchivedFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length > Longest)
            return [];

        try
        {
            await using var bytes = await archive.OpenAsync(file.BlobName, cancel);
            using var reader = new StreamReader(bytes, Encoding.UTF8);
            return WebVtt.Parse(await reader.ReadToEndAsync(cancel));
        }
        catch (OutsideFaultException fault)
        {
            Unreadable(log, file.BlobName, fault);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "Captions {BlobName} cannot be read")]
    private static partial void Unreadable(ILogger log, string blobName, Exception exception);
}
