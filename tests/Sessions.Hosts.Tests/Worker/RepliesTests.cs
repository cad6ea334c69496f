using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Sessions.Adapters.Database;
using Sessions.Adapters.Replies;
using Sessions.Adapters.Scheduling;
using Sessions.Benchmarks.Mail;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Worker;

/// <summary>The worker's look at the organizer's mailbox, on a ledger in a file.</summary>
public sealed class RepliesTests : IAsyncLifetime
{
    private static readonly CourseId Course = new("course-0");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sessions-replies-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    public async ValueTask InitializeAsync() => await LedgerFile.FillAsync(_folder.FullName, messages: 2);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_report_on_a_message_that_is_just_being_sent_is_read_again_until_it_counts_and_then_no_more()
    {
        using var sender = await OpenAsync(source: null);
        var outbox = sender.Services.GetRequiredService<IOutbox>();
        var message = (await outbox.TakeAsync(1, Now, Now + Duration.FromMinutes(10), Cancel))[0];
        var failure = new FailedDelivery(message.MessageId, To: null, "550 5.1.1 no such user");
        var inbox = new ListedInbox(
            new InboxItem("1", "report@example.net", Now), new ReceivedMail("mailer-daemon@example.net", false, [], failure));
        using var worker = await OpenAsync(inbox);

        await LookAsync(worker);
        Assert.False((await outbox.CountAsync(Course, Cancel)).ContainsKey(MessageState.Refused));

        await outbox.SettleAsync([new MessageSent(message, Now, "250 ok")], Cancel);
        for (var look = 0; look < 3; look++)
            await LookAsync(worker);

        Assert.Equal(1, (await outbox.CountAsync(Course, Cancel))[MessageState.Refused]);
        Assert.Equal(2, inbox.Reads);
        var history = await worker.Services.GetRequiredService<ILedger>().ReadHistoryAsync(Course, null, null, Cancel);
        Assert.Single(history, e => e.Detail == "Invitation not delivered: 550 5.1.1 no such user");
    }

    private static async Task LookAsync(IHost worker)
    {
        await worker.Services.GetRequiredService<IAgenda>().AskAsync([AgendaItem.Replies], Now, Cancel);
        await worker.Services.GetRequiredService<IAgendaHandler>().LookAsync(AgendaItem.Replies, Cancel);
    }

    private async Task<IHost> OpenAsync(IReplySource? source)
    {
        var worker = LedgerFile.Open(_folder.FullName, port: 0, connections: 1, replace: services =>
        {
            services.Configure<ReplyOptions>(o => o.Source = nameof(ReplyInbox.Graph));
            if (source is not null)
                services.AddSingleton(source);
        });
        await worker.Services.GetRequiredService<ILedgerStart>().PrepareAsync(Cancel);
        return worker;
    }
}
