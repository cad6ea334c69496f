using NodaTime;
using Sessions.Ledger;

namespace Sessions.Cli.Demo;

/// <summary>
/// Sets the clock forward to the next thing on the agenda, as soon as everything due by now is done. It knows the
/// hosts only through the agenda and its signal, the same that they use themselves.
/// </summary>
internal sealed class ClockDriver(IAgendaSignal signal, AgendaPulse agenda, VirtualClock clock)
{
    /// <summary>Runs until nothing is left to look for, or only what comes after <paramref name="until"/>.</summary>
    /// <param name="afterEachStop">Called when everything due at an instant is done, before the clock moves on.</param>
    /// <exception cref="TimeoutException">No look has ended for <paramref name="patience"/>: something hangs.</exception>
    public async Task RunAsync(
        Func<Task> afterEachStop, Instant until, TimeSpan patience, CancellationToken cancel)
    {
        while (await QuietAsync(patience, cancel) is { } next && next <= until)
        {
            await afterEachStop();
            clock.AdvanceTo(next);
            foreach (var item in await agenda.ListAsync(cancel))
            {
                if (item.LookAt <= next)
                    signal.Tell(item.Key);
            }
        }

        await afterEachStop();
    }

    /// <returns>When the next thing is due, once nothing is due now; null when there is nothing.</returns>
    private async Task<Instant?> QuietAsync(TimeSpan patience, CancellationToken cancel)
    {
        while (true)
        {
            var ended = agenda.NextAsync();
            var next = (await agenda.ListAsync(cancel)).Min(i => i.LookAt);
            if (next is null || next > clock.Now)
                return next;

            await ended.WaitAsync(patience, cancel);
        }
    }
}
