using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Sessions.Adapters.Mail;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>Against Postfix, with TLS, a sign-in, and what it refuses.</summary>
[Collection(nameof(PostfixServer))]
[Trait("Service", "Smtp")]
[SupportedOSPlatform("linux")]
public sealed class SmtpPostOfficeContractTests : PostOfficeContract, IAsyncDisposable
{
    private readonly PostfixServer _server;

    private readonly SmtpPostOffice _office;

    public SmtpPostOfficeContractTests(PostfixServer server)
    {
        _server = server;
        _office = NewOffice(_ => { });
    }

    protected override IPostOffice Office => _office;

    protected override IEnumerable<(FaultKind Kind, Func<Task> Request)> Refusals =>
    [
        (FaultKind.Permanent, () => Office.SendAsync(NewMail("refused@example.net"), Cancel)),
        (FaultKind.Transient, () => Office.SendAsync(NewMail("later@example.net"), Cancel)),
        (FaultKind.Configuration, () => Office.SendAsync(NewMail("ana@elsewhere.example"), Cancel)),
    ];

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task Over_TLS_and_signed_in_a_mail_arrives(string security)
    {
        await using var office = NewOffice(options => SignIn(options, security));
        var mail = NewMail();

        await office.SendAsync(mail, Cancel);

        Assert.Single(await ArrivedAsync(mail.MessageId, 1));
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task A_certificate_that_nobody_vouches_for_is_not_taken(string security)
    {
        await using var office = NewOffice(options =>
        {
            SignIn(options, security);
            options.Authority = "";
        });

        await RefusesAsync(office, "No trusted TLS");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_taken()
    {
        await using var office = NewOffice(options =>
        {
            SignIn(options, "StartTls");
            options.Host = "127.0.0.1";
        });

        await RefusesAsync(office, "No trusted TLS");
    }

    [Fact]
    public async Task A_wrong_password_is_a_setting_to_change()
    {
        await using var office = NewOffice(options =>
        {
            SignIn(options, "StartTls");
            options.Password = "another";
        });

        await RefusesAsync(office, "refused the sign-in");
    }

    [Fact]
    public async Task A_mail_that_fails_later_is_reported_under_its_own_id()
    {
        var mail = NewMail("gone@example.net");

        await Office.SendAsync(mail, Cancel);

        var report = await _server.WaitForAsync(bytes => Reports(bytes, mail.MessageId), 1);
        Assert.Contains("Action: failed", System.Text.Encoding.UTF8.GetString(report[0]), StringComparison.Ordinal);
    }

    protected override async Task<IReadOnlyList<byte[]>> ArrivedAsync(string messageId, int count) =>
        [.. (await _server.WaitForAsync(bytes => HasId(bytes, messageId), count)).Select(WithoutTrace)];

    private static bool Reports(byte[] stored, string messageId)
    {
        using var message = MimeMessage.Load(new MemoryStream(stored), Cancel);
        return message.BodyParts.OfType<MessageDeliveryStatus>()
            .Any(status => status.StatusGroups[0]["Original-Envelope-Id"] == messageId);
    }

    private static async Task RefusesAsync(SmtpPostOffice office, string saying)
    {
        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => office.SendAsync(NewMail(), Cancel));
        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Contains(saying, fault.Message, StringComparison.Ordinal);
    }

    private void SignIn(MailOptions options, string security)
    {
        (options.Security, options.Port) = (security, security == "Tls" ? _server.TlsPort : _server.StartTlsPort);
        (options.UserName, options.Password) = ("sessions", PostfixServer.Password);
        options.Authority = _server.Authority;
    }

    private SmtpPostOffice NewOffice(Action<MailOptions> change)
    {
        var options = new MailOptions
        {
            Transport = "Smtp",
            Host = "localhost",
            Port = _server.PlainPort,
            Security = "None",
        };
        change(options);
        return new SmtpPostOffice(Options.Create(options), NullLogger<SmtpPostOffice>.Instance);
    }
}
