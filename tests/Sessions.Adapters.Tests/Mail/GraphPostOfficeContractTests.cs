using Microsoft.Extensions.Logging.Abstractions;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Mail;
using Sessions.Adapters.Resilience;
using Sessions.Adapters.Tests.Simulator;
using Sessions.Invitations;
using Sessions.Ledger;
using Sessions.Simulator;
using FaultKind = Sessions.Ledger.FaultKind;
using Trouble = Sessions.Simulator.FaultKind;

namespace Sessions.Adapters.Tests.Mail;

public sealed class GraphPostOfficeContractTests : PostOfficeContract, IAsyncLifetime
{
    private readonly TenantClock _clock = new();

    private readonly MailPace _pace;

    private SimulatedTenant? _tenant;

    private GraphPostOffice? _office;

    public GraphPostOfficeContractTests() => _pace = new(new CountedOutbox(), MailIdentity.Instructor, TimeProvider.System);

    protected override IPostOffice Office => _office!;

    protected override IEnumerable<(FaultKind Kind, Func<Task> Request)> Refusals =>
    [
        (FaultKind.Transient, () => AfterAsync(new Fault(Trouble.Throttled))),
        (FaultKind.Transient, () => AfterAsync(new Fault(Trouble.Unavailable))),
        (FaultKind.Configuration, () => AfterAsync(new Fault(Trouble.EmptyForbidden))),
    ];

    public async ValueTask InitializeAsync()
    {
        _tenant = await SimulatedTenant.StartAsync(
            new TenantOptions { Clock = _clock, Cast = () => [], Organizers = null }, Cancel);
        _tenant.Switches = _tenant.Switches with { Mail = new MailLimits() };
        var client = GraphClients.Create(
            new TeamsOptions { Endpoint = _tenant.BaseAddress.ToString(), Credential = "None" },
            new RetryingHandler(RetryPolicy.Default, TimeProvider.System, NullLogger<RetryingHandler>.Instance),
            GraphClients.Network());
        _office = new GraphPostOffice(new GraphTenant(client, TimeProvider.System, TimeProvider.System), _pace);
    }

    public async ValueTask DisposeAsync()
    {
        _pace.Dispose();
        await _tenant!.DisposeAsync();
    }

    [Fact]
    public async Task The_request_is_the_one_that_was_pinned()
    {
        var mail = NewMail();

        await Office.SendAsync(mail, Cancel);

        var request = Assert.Single(_tenant!.Requests);
        Assert.Equal("POST /v1.0/users/becky.russell%40example.org/sendMail", $"{request.Method} {request.Target}");
        Assert.Equal("text/plain", request.Headers["Content-Type"]);
        Assert.Equal($"{request.Body.Length}", request.Headers["Content-Length"]);
        Assert.DoesNotContain("Accept", request.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Convert.ToBase64String(Mails.Bytes(mail)), request.Body);
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_mail_in_doubt_that_did_arrive()
    {
        var mail = NewMail();
        _tenant!.Inject(new Fault(Trouble.LostAnswer));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => Office.SendAsync(mail, Cancel));

        Assert.Equal(FaultOutcome.Unknown, fault.Outcome);
        Assert.Single(await ArrivedAsync(mail.MessageId, 1));
    }

    protected override Task<IReadOnlyList<byte[]>> ArrivedAsync(string messageId, int count) =>
        Task.FromResult<IReadOnlyList<byte[]>>(
            [.. _tenant!.SentMail.Where(mail => mail.MessageId == messageId).Select(mail => mail.Content.ToArray())]);

    private async Task AfterAsync(Fault fault)
    {
        _tenant!.Inject(fault);
        await Office.SendAsync(NewMail(), Cancel);
    }
}
