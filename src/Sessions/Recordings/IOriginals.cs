using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>
/// The files that Teams put into the organizer's OneDrive. Graph documents no way to delete a recording, only its
/// file, and nothing that says which file a recording is: so a file is taken for one only where no other reading is
/// left. Faults come as <see cref="OutsideFaultException"/>.
/// </summary>
public interface IOriginals
{
    /// <param name="subject">The meeting's heading, which Teams made the file's name from.</param>
    /// <param name="recording">Archived: the file must be as long as the archive's copy.</param>
    Task<OriginalMatch> FindAsync(
        EmailAddress organizer, string subject, RecordingFacts recording, CancellationToken cancel);

    /// <summary>
    /// Puts the file into the recycle bin, if it is still as it was found. One that is gone already is no fault.
    /// </summary>
    /// <returns>False when it has changed since: it stays, and is to be found anew.</returns>
    Task<bool> RemoveAsync(EmailAddress organizer, Original original, CancellationToken cancel);
}

/// <summary>A file in the organizer's folder of recordings.</summary>
/// <param name="ETag">Changes with the file; without one nothing is removed.</param>
/// <param name="Sha256">Null where the drive gives none, as OneDrive for Business does; in any letter case.</param>
public sealed record Original(
    string DriveId, string ItemId, string Name, long? Length, string? ETag, Instant? Created, string? Sha256 = null);

/// <param name="Original">Null when no file is the recording's beyond doubt.</param>
/// <param name="Reason">A sentence: why this one, or why none.</param>
public sealed record OriginalMatch(Original? Original, string Reason);
