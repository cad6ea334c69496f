using System.Collections.Immutable;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Recordings;

/// <summary>What a look at Teams' lists of recordings and transcripts means for a session.</summary>
public static class ArtifactLook
{
    /// <summary>
    /// How long after the session's end a recording may begin and still be the session's: it ran over, or Teams
    /// dates the recording by when it was stored (Graph does not say that it is the start).
    /// </summary>
    public static Duration Overrun { get; } = Duration.FromMinutes(30);

    /// <summary>
    /// The recordings not known yet. What ended before the session's start, a rehearsal, and what began well after
    /// its end is not the session's: learners would be shown what was not meant for them.
    /// </summary>
    public static ImmutableArray<Fact> Decide(
        SessionFacts session,
        ImmutableArray<SourceRecording> recordings,
        ImmutableArray<SourceTranscript> transcripts)
    {
        var known = session.Recordings.Select(r => r.SourceId).ToHashSet(StringComparer.Ordinal);
        var unpaired = Unpaired(recordings.Select(r => r.CorrelationId), transcripts);
        return
        [
            .. from recording in recordings.OrderBy(r => r.Created).DistinctBy(r => r.Id, StringComparer.Ordinal)
               where !known.Contains(recording.Id) && IsOf(session, recording)
               select new RecordingFound(
                   recording.Id, recording.CorrelationId ?? unpaired, recording.Created, Ended(session, recording)),
        ];
    }

    /// <summary>
    /// The transcripts to fetch: for each recording without captions the one of the same contentCorrelationId, the
    /// first where there are several. A recording that came without the id, and before any transcript, takes the
    /// only one that is left over.
    /// </summary>
    public static ImmutableArray<CaptionsDue> CaptionsDue(
        SessionFacts session, ImmutableArray<SourceTranscript> transcripts)
    {
        var known = session.Recordings.Where(r => !r.ByHand).ToImmutableArray();
        var unpaired = Unpaired(known.Select(r => r.CorrelationId), transcripts);
        return
        [
            .. from recording in known
               where recording is { Captions: null, ExpiredAt: null }
               let correlation = recording.CorrelationId ?? unpaired
               let transcript = correlation is null
                   ? null
                   : transcripts.Where(t => t.CorrelationId == correlation).MinBy(t => t.Created)
               where transcript is not null
               select new CaptionsDue(recording, transcript),
        ];
    }

    private static bool IsOf(SessionFacts session, SourceRecording recording) =>
        Ended(session, recording) > session.Time.Start && recording.Created < session.Time.End + Overrun;

    // Without an end it is taken to be as long as the session: a rehearsal of the day before stays one.
    private static Instant Ended(SessionFacts session, SourceRecording recording) =>
        recording.Ended ?? recording.Created + session.Time.Length;

    /// <summary>
    /// The transcript that must be the one of the only recording without a correlation id, because every other
    /// transcript has its recording; null where that is not certain.
    /// </summary>
    private static string? Unpaired(IEnumerable<string?> recordings, ImmutableArray<SourceTranscript> transcripts)
    {
        var paired = recordings.ToList();
        var left = transcripts
            .Select(t => t.CorrelationId)
            .Where(id => id is not null && !paired.Contains(id))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return left.Length == 1 && paired.Count(id => id is null) == 1 ? left[0] : null;
    }
}

/// <summary>A transcript that is to become the captions of a known recording.</summary>
public sealed record CaptionsDue(RecordingFacts Recording, SourceTranscript Transcript);
