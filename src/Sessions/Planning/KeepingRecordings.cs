using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Planning;

/// <summary>
/// What becomes of archived recordings: Teams' own file goes if the course says so, the copy is read again now and
/// then, and is deleted when the course's time for it is over, not without a warning.
/// </summary>
public static class KeepingRecordings
{
    /// <summary>How often every byte of a copy is read again.</summary>
    public static Duration CheckEvery { get; } = Duration.FromDays(90);

    /// <summary>The warning comes so long before the deletion; a quarter of the time where that is less.</summary>
    public static Duration Notice { get; } = Duration.FromDays(14);

    // So that the recordings of one term are not all read in one night.
    private const int SpreadDays = 10;

    /// <returns>
    /// When the session's recordings are deleted: the course's time after the last of them was archived, and not
    /// before anybody was told. Null where there are none.
    /// </returns>
    public static Instant? ExpiresAt(SessionFacts session)
    {
        var told = session.Learners.Max(l => l.ExpiresAsTold);
        return Policy(session) is { } policy && told is { } promised ? Instant.Max(policy, promised) : Policy(session);
    }

    internal static IEnumerable<DueStep> Steps(SessionFacts session, Instant now)
    {
        foreach (var recording in session.Recordings.Where(r => r.CanBeWatched))
        {
            if (RemovesOriginal(session, recording) && session.Meeting is { } meeting)
                yield return new(now, new RemoveOriginal(meeting, recording));
            yield return new(CheckedNext(recording), new VerifyRecording(recording));
        }

        foreach (var step in Expiry(session, now))
            yield return step;
    }

    private static bool RemovesOriginal(SessionFacts session, RecordingFacts recording) =>
        session.Course.Policy.Original is OriginalRecording.Remove
        && recording is { ByHand: false, Original: OriginalState.Untouched, Damage: null };

    private static Instant CheckedNext(RecordingFacts recording)
    {
        var spread = SHA256.HashData(Encoding.UTF8.GetBytes(recording.SourceId))[0] % SpreadDays;
        return (recording.VerifiedAt ?? recording.Video!.ArchivedAt) + CheckEvery + Duration.FromDays(spread);
    }

    private static IEnumerable<DueStep> Expiry(SessionFacts session, Instant now)
    {
        if (Policy(session) is not { } policy)
            yield break;

        var notice = Duration.Min(Notice, (policy - Archived(session)!.Value) / 4);
        var (unwatched, expires) = (Unwatched(session, policy), ExpiresAt(session)!.Value);
        if (!unwatched.IsEmpty)
        {
            var warned = expires - notice;
            // Told late, they have the same time left as those who were told in time.
            expires = Instant.Max(expires, now + notice);
            yield return new(warned, new WarnOfExpiry(unwatched, expires));
        }

        foreach (var recording in session.Recordings.Where(r => r.CanBeWatched))
            yield return new(expires, new ExpireRecording(recording));
    }

    // A link that opens nothing is not worth a mail. Who was told a day that has moved since is told the new one.
    private static ImmutableArray<LearnerFacts> Unwatched(SessionFacts session, Instant policy) =>
        session.RecordingsHidden
            ? []
            : [.. session.Learners.Where(l =>
                l is { Left: false, WatchLinkTold: true, Watched: null or { CreditedAt: null } }
                && (!l.ExpiryTold || l.ExpiresAsTold < policy))];

    private static Instant? Archived(SessionFacts session) =>
        session.Recordings.Where(r => r.CanBeWatched).Max(r => (Instant?)r.Video!.ArchivedAt);

    // By the wall clock: a year later is the same hour of the same date.
    private static Instant? Policy(SessionFacts session) => Archived(session) is { } archived
        ? archived.InZone(session.Time.Zone).LocalDateTime.Plus(session.Course.Policy.Keep)
            .InZoneLeniently(session.Time.Zone).ToInstant()
        : null;
}
