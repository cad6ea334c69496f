using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Graph;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Replies;
using Sessions.Adapters.Resilience;
using Sessions.Adapters.Tests.Simulator;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Simulator;

namespace Sessions.Adapters.Tests.Replies;

/// <summary>The organizer's inbox over Graph, against the tenant's own HTTP.</summary>
public sealed class GraphReplySourceTests : TenantTest
{
    private static readonly EmailAddress Mailbox = EmailAddress.Parse(Becky);

    [Fact]
    public async Task Messages_come_oldest_first_over_all_pages_and_nothing_in_the_mailbox_changes()
    {
        Switch(s => s with { PageSize = 2 });
        var since = Now;
        foreach (var number in Enumerable.Range(1, 5))
        {
            Tenant.Deliver(Becky, AnswerMails.Reply($"m{number}@example.net"));
            Clock.Now = Clock.Now.AddMinutes(1);
        }

        Tenant.Deliver("somebody.else@example.org", AnswerMails.Reply("other@example.net"));

        await using var inbox = await OpenAsync(null, since);

        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"m{n}@example.net"), inbox.Items.Select(i => i.MessageId));
        var mail = await inbox.ReadAsync(inbox.Items[0], Cancel);
        Assert.IsType<Answered>(ReplySorting.Sort(mail!));
        Assert.All(Tenant.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task The_next_look_begins_where_the_last_ended_and_looks_a_little_back()
    {
        Tenant.Deliver(Becky, AnswerMails.Reply("first@example.net"));
        Clock.Now = Clock.Now.AddHours(1);
        Tenant.Deliver(Becky, AnswerMails.Reply("second@example.net"));
        await using var before = await OpenAsync(null, Now - Duration.FromDays(1));

        Clock.Now = Clock.Now.AddHours(1);
        Tenant.Deliver(Becky, AnswerMails.Reply("third@example.net"));
        await using var after = await OpenAsync(before.Cursor, Now - Duration.FromDays(1));

        Assert.Equal(["second@example.net", "third@example.net"], after.Items.Select(i => i.MessageId));
    }

    [Fact]
    public async Task A_mailbox_in_which_nothing_came_keeps_its_place()
    {
        await using var first = await OpenAsync(null, Now);
        await using var second = await OpenAsync(first.Cursor, Now - Duration.FromDays(9));

        Assert.Equal((0, first.Cursor), (second.Items.Length, second.Cursor));
    }

    [Fact]
    public async Task A_message_that_its_owner_moved_away_meanwhile_is_no_fault()
    {
        await using var inbox = await OpenAsync(null, Now);

        Assert.Null(await inbox.ReadAsync(new InboxItem("gone", "gone", Now), Cancel));
    }

    [Fact]
    public async Task A_message_without_a_Message_ID_goes_by_the_mailboxs_own_name()
    {
        var delivered = Tenant.Deliver(Becky, "Subject: none\r\n\r\nNothing."u8.ToArray());

        await using var inbox = await OpenAsync(null, Now - Duration.FromDays(1));

        Assert.Equal(delivered.Id, Assert.Single(inbox.Items).MessageId);
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        Tenant.Inject(new Fault(
            Sessions.Simulator.FaultKind.EmptyForbidden,
            Path: path => path.Contains("/mailFolders/", StringComparison.Ordinal)));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => OpenAsync(null, Now));

        Assert.Equal(Sessions.Ledger.FaultKind.Configuration, fault.Kind);
        Assert.Contains("Mail.Read", fault.Message, StringComparison.Ordinal);
    }

    private Instant Now => Clock.Now.ToInstant();

    private Task<IInbox> OpenAsync(string? cursor, Instant since) =>
        new GraphReplySource(new GraphTenant(Client(), TimeProvider.System, TimeProvider.System)).OpenAsync(Mailbox, cursor, since, Cancel);

    private GraphServiceClient Client() => GraphClients.Create(
        new TeamsOptions { Endpoint = Tenant.BaseAddress.ToString(), Credential = "None" },
        new RetryingHandler(RetryPolicy.Default, TimeProvider.System, NullLogger<RetryingHandler>.Instance),
        GraphClients.Network());
}
