using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Sessions.Ledger;

namespace Sessions.Cli.Demo;

/// <summary>The worker's agenda, which says whenever a look has ended.</summary>
internal sealed class AgendaPulse(IAgenda inner) : IAgenda
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wraps whatever agenda the services hold.</summary>
    public static void PutInPlace(IServiceCollection services)
    {
        var wrapped = services.Last(d => d.ServiceType == typeof(IAgenda));
        services.AddSingleton(p => new AgendaPulse((IAgenda)(
            wrapped.ImplementationFactory?.Invoke(p)
            ?? ActivatorUtilities.CreateInstance(p, wrapped.ImplementationType!))));
        services.AddSingleton<IAgenda>(p => p.GetRequiredService<AgendaPulse>());
    }

    /// <summary>Completes when the next look ends after this call.</summary>
    public Task NextAsync() => Volatile.Read(ref _next).Task;

    public Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel) => inner.ListAsync(cancel);

    public Task<AgendaItem?> FindAsync(string key, CancellationToken cancel) => inner.FindAsync(key, cancel);

    public Task AskAsync(IReadOnlyCollection<string> keys, Instant now, CancellationToken cancel) =>
        inner.AskAsync(keys, now, cancel);

    public async Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel)
    {
        await inner.CompleteAsync(seen, at, cancel);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
