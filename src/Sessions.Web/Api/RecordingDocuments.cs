using System.Collections.Immutable;
using NodaTime;

namespace Sessions.Web.Api;

/// <summary>A session's recordings.</summary>
/// <param name="Hidden">Nobody can watch until they are published again.</param>
/// <param name="ExpiresAt">When they are deleted; null while there are none.</param>
/// <param name="Added">The number of the one that was just handed in.</param>
public sealed record RecordingListDocument(
    string Course, string Session, string Title, string Timezone, bool Hidden, Instant? ExpiresAt, int? Added,
    ImmutableArray<KeptRecordingDocument> Recordings);

/// <param name="Number">From 1, in order of time.</param>
/// <param name="State"><c>found</c>, <c>missing</c> when that came to nothing, <c>archived</c>, <c>deleted</c></param>
/// <param name="Shown">Whether it is among what is watched; of two renderings of the same, the later one is.</param>
/// <param name="VerifiedAt">When every byte was last read and compared since the move; null for not yet.</param>
/// <param name="Damage">What that found; null for nothing.</param>
/// <param name="Original">Teams' own file: <c>untouched</c>, <c>removed</c>, <c>kept</c>; null for one handed in.</param>
public sealed record KeptRecordingDocument(
    int Number, bool ByHand, Instant Created, Instant Ended, string State, bool Shown, string? Blob, long? Length,
    string? Sha256, bool Captions, Instant? VerifiedAt, string? Damage, string? Original);
