using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Sessions.Adapters.Database;
using Sessions.Adapters.Scheduling;
using Sessions.Benchmarks.Mail;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Worker;

/// <summary>What the agenda of another version holds.</summary>
public sealed class AgendaHandlerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-agenda-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_key_that_no_look_answers_to_is_put_to_rest()
    {
        using var worker = LedgerFile.Open(_folder.FullName, port: 0, connections: 1);
        await worker.Services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        var agenda = worker.Services.GetRequiredService<IAgenda>();
        await agenda.AskAsync(["tenant"], Instant.FromUtc(2025, 10, 1, 8, 0), Cancel);

        await worker.Services.GetRequiredService<IAgendaHandler>().LookAsync("tenant", Cancel);

        Assert.Equal(new AgendaItem("tenant", LookAt: null, 1), await agenda.FindAsync("tenant", Cancel));
    }
}
