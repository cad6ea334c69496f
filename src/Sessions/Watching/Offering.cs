using System.Collections.Immutable;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Watching;

/// <summary>Each of the learners gets a watch link of their own, once.</summary>
public static class Offering
{
    public static ImmutableArray<Fact> Offer(OfferRecording step) =>
        [.. step.Learners.Select(l => new WatchLinkQueued(l.Id))];
}
