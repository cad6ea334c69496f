using Sessions.Ledger;
using Sessions.Simulator;

namespace Sessions.Cli.Hosting;

/// <summary>Who may join simulated sessions: everyone on a roster of the ledger, kept up to date.</summary>
internal sealed class LedgerCast
{
    private volatile IReadOnlyList<SimulatedPerson> _people = [];

    public IReadOnlyList<SimulatedPerson> People() => _people;

    /// <summary>Reads the rosters now and whenever the agenda changes, until disposed.</summary>
    public IDisposable Follow(ILedger ledger, IAgendaSignal signal)
    {
        var stop = new CancellationTokenSource();
        _ = FollowAsync(ledger, signal, stop.Token);
        return new Following(stop);
    }

    /// <summary>
    /// Also to be awaited before anything asks the tenant: who came to a session that ended while nothing ran is
    /// settled by the first question, for good.
    /// </summary>
    public async Task ReadAsync(ILedger ledger, CancellationToken cancel)
    {
        var people = new List<SimulatedPerson>();
        foreach (var id in await ledger.ListCoursesAsync(cancel))
        {
            if (await ledger.FindCourseAsync(id, cancel) is { } course)
                people.AddRange(course.Learners.Where(l => !l.Left).Select(l => Person(l.Learner)));
        }

        _people = people;
    }

    private async Task FollowAsync(ILedger ledger, IAgendaSignal signal, CancellationToken cancel)
    {
        try
        {
            await ReadAsync(ledger, cancel);
            await foreach (var _ in signal.ReadAsync(cancel))
                await ReadAsync(ledger, cancel);
        }
        catch (OperationCanceledException)
        {
            // The hosts stop.
        }
    }

    private static SimulatedPerson Person(Courses.Learner learner) =>
        new(learner.Name, learner.Email.Value, learner.Language);

    private sealed class Following(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
