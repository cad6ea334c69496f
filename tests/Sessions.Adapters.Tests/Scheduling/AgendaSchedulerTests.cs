using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Adapters.Database;
using Sessions.Adapters.Scheduling;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Scheduling;

public sealed class AgendaSchedulerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_is_asked_for_while_another_ends_is_not_lost()
    {
        var agenda = new OneItem();
        var looks = new Looks(agenda);
        using var host = await StartAsync(agenda, looks);
        // The first look is over, and its next was read from the agenda, when somebody asks for a look now.
        agenda.AfterRead = async () =>
        {
            await agenda.AskAsync([OneItem.Key], TimeProvider.System.GetCurrentInstant(), Cancel);
            // Whoever hears of it could act on it now, and what was read before would be written over that.
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        };

        await agenda.AskAsync([OneItem.Key], TimeProvider.System.GetCurrentInstant(), Cancel);

        await looks.Second.Task.WaitAsync(Patience, Cancel);
        await host.StopAsync(Cancel);
    }

    private static async Task<IHost> StartAsync(OneItem agenda, Looks looks)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IAgenda>(agenda)
            .AddSingleton<IAgendaSignal>(agenda.Signal)
            .AddSingleton<IAgendaHandler>(looks)
            .AddScheduling(new ConfigurationBuilder().Build(), TimeProvider.System);
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }

    /// <summary>Looks and finds nothing more to do for a day.</summary>
    private sealed class Looks(OneItem agenda) : IAgendaHandler
    {
        private int _done;

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task LookAsync(string key, CancellationToken cancel)
        {
            if (Interlocked.Increment(ref _done) == 2)
                Second.SetResult();
            await agenda.CompleteAsync(agenda.Item, TimeProvider.System.GetCurrentInstant() + Duration.FromDays(1), cancel);
            agenda.Looked = true;
        }
    }

    /// <summary>An agenda of one item, which lets a test in between the reading of it and what is made of that.</summary>
    private sealed class OneItem : IAgenda
    {
        public const string Key = "course/session";

        private int _reads;

        public AgendaSignal Signal { get; } = new();

        public AgendaItem Item { get; private set; } = new(Key, null, 1);

        public bool Looked { get; set; }

        public Func<Task>? AfterRead { get; set; }

        public Task<ImmutableArray<AgendaItem>> ListAsync(CancellationToken cancel) =>
            Task.FromResult(ImmutableArray.Create(Item));

        public async Task<AgendaItem?> FindAsync(string key, CancellationToken cancel)
        {
            var read = Item;
            if (Looked && Interlocked.Increment(ref _reads) == 1)
                await AfterRead!();
            return read;
        }

        public Task AskAsync(IReadOnlyCollection<string> keys, Instant now, CancellationToken cancel)
        {
            Item = Item with { LookAt = now, Version = Item.Version + 1 };
            Signal.Tell(Key);
            return Task.CompletedTask;
        }

        public Task CompleteAsync(AgendaItem seen, Instant? at, CancellationToken cancel)
        {
            Item = Item with { LookAt = at };
            return Task.CompletedTask;
        }
    }
}
