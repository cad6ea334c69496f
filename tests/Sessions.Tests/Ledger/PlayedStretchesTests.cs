using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Tests.Ledger;

public sealed class PlayedStretchesTests
{
    [Fact]
    public void However_stretches_come_every_second_played_counts_once() =>
        Gen.Select(Gen.Int[1, 2], Gen.Int[0, 120], Gen.Int[-5, 40]).Array[0, 60].Sample(played =>
        {
            var stretches = played.Aggregate(
                ImmutableArray<PlayedStretch>.Empty,
                (known, p) => PlayedStretches.Add(known, Stretch(p.Item1, p.Item2, p.Item2 + p.Item3)));
            var seconds = played
                .SelectMany(p => Enumerable.Range(p.Item2, Math.Max(0, p.Item3)).Select(s => (p.Item1, s)))
                .Distinct().Count();

            Assert.Equal(Duration.FromSeconds(seconds), PlayedStretches.Length(stretches));
        });

    [Fact]
    public void Of_very_many_gaps_the_longest_stretches_are_kept()
    {
        var stretches = Enumerable.Range(0, 300).Aggregate(
            ImmutableArray<PlayedStretch>.Empty,
            (known, i) => PlayedStretches.Add(known, Stretch(1, i * 100, (i * 100) + 1 + (i % 7))));

        Assert.Equal(PlayedStretches.Most, stretches.Length);
        Assert.All(stretches, s => Assert.True(s.To - s.From >= Duration.FromSeconds(2)));
    }

    private static PlayedStretch Stretch(int recording, int from, int to) =>
        new(recording, Duration.FromSeconds(from), Duration.FromSeconds(to));
}
