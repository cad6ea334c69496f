using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Sessions.Adapters.Mail;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class SmtpPostOfficeTests
{
    [Fact]
    public async Task Many_messages_go_over_one_connection_and_arrive_byte_for_byte()
    {
        await using var server = new SmtpResponder(_ => null);
        await using var office = Office(server.Port);

        var said = await SendAsync(office, 1);
        await SendAsync(office, 2);
        await SendAsync(office, 3);

        Assert.Equal("2.0.0 queued as 1", said);
        Assert.Equal(1, server.Connections);
        Assert.Equal(
            [.. Enumerable.Range(1, 3).Select(n => Encoding.UTF8.GetString(Mails.Bytes(Mail(n))))],
            server.Taken.Select(Encoding.UTF8.GetString));
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted", FaultKind.Transient)]
    [InlineData("RCPT", "550 5.1.1 no such person", FaultKind.Permanent)]
    [InlineData("text", "451 4.3.0 try later", FaultKind.Transient)]
    [InlineData("text", "554 5.7.1 not wanted", FaultKind.Permanent)]
    [InlineData("MAIL", "452 4.3.1 no room", FaultKind.Transient)]
    [InlineData("MAIL", "421 4.7.0 too many messages", FaultKind.Transient)]
    [InlineData("MAIL", "530 5.7.0 sign in first", FaultKind.Configuration)]
    [InlineData("MAIL", "550 5.7.60 not your address", FaultKind.Configuration)]
    [InlineData("MAIL", "552 5.3.4 too large", FaultKind.Permanent)]
    [InlineData("greeting", "554 5.7.1 go away", FaultKind.Configuration)]
    [InlineData("greeting", "421 4.3.2 closing down", FaultKind.Transient)]
    [InlineData("AUTH", "535 5.7.8 wrong password", FaultKind.Configuration)]
    [InlineData("AUTH", "454 4.7.0 not just now", FaultKind.Transient)]
    [InlineData("text", "", FaultKind.Transient)]
    [InlineData("MAIL", "", FaultKind.Transient)]
    public async Task What_the_server_says_decides_what_is_done(string at, string answer, FaultKind kind)
    {
        await using var server = new SmtpResponder(verb => verb == at ? answer : null);
        await using var office = Office(server.Port, o => (o.UserName, o.Password) = ("becky", "secret-word"));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));

        Assert.Equal(kind, fault.Kind);
        Assert.DoesNotContain("secret-word", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task One_refused_recipient_does_not_cost_the_connection()
    {
        var refuse = true;
        await using var server = new SmtpResponder(verb => verb == "RCPT" && refuse ? "550 5.1.1 no" : null);
        await using var office = Office(server.Port);

        await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));
        refuse = false;
        await SendAsync(office, 2);

        Assert.Equal(1, server.Connections);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task After_a_broken_connection_the_next_message_gets_a_new_one()
    {
        var broken = true;
        await using var server = new SmtpResponder(verb => verb == "text" && broken ? "" : null);
        await using var office = Office(server.Port);

        await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));
        broken = false;
        await SendAsync(office, 1);

        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("text", FaultOutcome.Unknown)]
    [InlineData("DATA", FaultOutcome.NotTaken)]
    [InlineData("RCPT", FaultOutcome.NotTaken)]
    public async Task A_break_leaves_a_message_in_doubt_only_after_its_last_line(string at, FaultOutcome outcome)
    {
        await using var server = new SmtpResponder(verb => verb == at ? "" : null);
        await using var office = Office(server.Port);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));

        Assert.Equal((FaultKind.Transient, outcome), (fault.Kind, fault.Outcome));
    }

    [Fact]
    public async Task A_refusal_after_the_last_line_leaves_no_doubt()
    {
        await using var server = new SmtpResponder(verb => verb == "text" ? "452 4.3.1 no room" : null);
        await using var office = Office(server.Port);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));

        Assert.Equal(FaultOutcome.NotTaken, fault.Outcome);
    }

    [Fact]
    public async Task A_shut_door_is_knocked_at_once_for_all_that_wait()
    {
        await using var server = new SmtpResponder(verb => verb == "greeting" ? "554 5.7.1 go away" : null);
        await using var office = Office(server.Port);

        var first = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));
        var second = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 2));

        Assert.Equal(1, server.Connections);
        Assert.Equal((FaultOutcome.NotTaken, FaultOutcome.NotMade), (first.Outcome, second.Outcome));
        Assert.Equal((first.Kind, first.Message), (second.Kind, second.Message));
        Assert.InRange(second.RetryAfter!.Value, NodaTime.Duration.Zero, NodaTime.Duration.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_is_left_after_a_hundred_messages()
    {
        await using var server = new SmtpResponder(_ => null);
        await using var office = Office(server.Port);

        for (var number = 1; number <= 101; number++)
            await SendAsync(office, number);

        Assert.Equal((2, 101), (server.Connections, server.Taken.Count));
    }

    [Fact]
    public async Task At_rest_no_connection_stays_open()
    {
        await using var server = new SmtpResponder(_ => null);
        await using var office = Office(server.Port);

        await SendAsync(office, 1);
        await office.RestAsync();
        await SendAsync(office, 2);

        Assert.Equal((2, 2), (server.Connections, server.Taken.Count));
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_it_lets_the_message_end()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new SmtpResponder(verb =>
        {
            if (verb == "DATA")
                stop.Cancel();
            return null;
        });
        await using var office = Office(server.Port);

        await office.SendAsync(Mail(1), stop.Token);

        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_never_sent_anything_in_the_clear()
    {
        await using var server = new SmtpResponder(_ => null);
        await using var office = Office(server.Port, o => o.Security = "StartTls");

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1));

        Assert.Equal(FaultKind.Configuration, fault.Kind);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task Nobody_listening_passes_by_itself()
    {
        int port;
        await using (var server = new SmtpResponder(_ => null))
            port = server.Port;

        await using var office = Office(port);

        Assert.Equal(
            FaultKind.Transient, (await Assert.ThrowsAsync<OutsideFaultException>(() => SendAsync(office, 1))).Kind);
    }

    [Fact]
    public async Task Being_told_to_stop_is_no_fault_of_the_server()
    {
        await using var server = new SmtpResponder(_ => null);
        await using var office = Office(server.Port);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.SendAsync(Mail(1), stopped.Token));
    }

    private static Sessions.Invitations.OutgoingMail Mail(int number) =>
        Mails.Write(MessageKind.Invitation, sequence: number, number: number);

    private static Task<string> SendAsync(SmtpPostOffice office, int number) =>
        office.SendAsync(Mail(number), TestContext.Current.CancellationToken);

    private static SmtpPostOffice Office(int port, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Transport = "Smtp", Host = "127.0.0.1", Port = port, Security = "None" };
        change?.Invoke(options);
        return new SmtpPostOffice(Options.Create(options), NullLogger<SmtpPostOffice>.Instance);
    }
}
