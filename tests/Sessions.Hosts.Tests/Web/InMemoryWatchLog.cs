using System.Collections.Immutable;
using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Web;

/// <summary>What was played, in one list; the ledger of the same world learns of it.</summary>
public sealed class InMemoryWatchLog(World world) : IWatchLog
{
    private readonly Lock _lock = new();

    public ImmutableArray<PlayedStretch> Stretches { get; private set; } = [];

    public Instant? CreditedAt { get; private set; }

    /// <summary>How much was wanted, each time something was added.</summary>
    public List<Duration> Wanted { get; } = [];

    public Task<bool> AddAsync(
        SessionId session, LearnerId learner, PlayedStretch stretch, Duration enough, Instant now,
        CancellationToken cancel)
    {
        lock (_lock)
        {
            Wanted.Add(enough);
            Stretches = PlayedStretches.Add(Stretches, stretch);
            var played = PlayedStretches.Length(Stretches);
            var credited = CreditedAt is null && played >= enough;
            if (credited)
                CreditedAt = now;

            world.Change(session, s => s with
            {
                Learners = [.. s.Learners.Select(l => l with { Watched = new(played, CreditedAt) })],
            });
            return Task.FromResult(credited);
        }
    }

    public Task<ImmutableArray<PlayedStretch>> ListAsync(
        SessionId session, LearnerId learner, CancellationToken cancel) => Task.FromResult(Stretches);
}
