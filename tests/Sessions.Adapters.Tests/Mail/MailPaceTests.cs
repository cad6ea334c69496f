using NodaTime;
using Sessions.Adapters.Mail;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

public sealed class MailPaceTests : IDisposable
{
    private static readonly EmailAddress Becky = EmailAddress.Parse("becky.russell@example.org");

    private readonly HandClock _clock = new(Instant.FromUtc(2025, 10, 1, 16, 0));

    private readonly CountedOutbox _sent = new();

    private readonly MailPace _pace;

    public MailPaceTests() => _pace = new(_sent, MailIdentity.Instructor, _clock);

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task Thirty_leave_in_a_minute_and_the_others_get_a_turn_each_two_seconds_apart()
    {
        await EnterAsync(30);

        var put = new[] { await PutOffAsync(), await PutOffAsync(), await PutOffAsync() };

        Assert.Equal([60, 62, 64], put.Select(fault => fault.RetryAfter!.Value.TotalSeconds));
        Assert.All(put, fault => Assert.Equal(FaultOutcome.NotMade, fault.Outcome));
        Assert.Contains("30 messages a minute", put[0].Message, StringComparison.Ordinal);
        _clock.Now += Duration.FromSeconds(60);
        await EnterAsync(30);
        await PutOffAsync();
    }

    [Fact]
    public async Task One_mailbox_does_not_wait_for_another()
    {
        await EnterAsync(30);
        (await _pace.EnterAsync(EmailAddress.Parse("other@example.org"), TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task A_fifth_at_a_time_waits_for_a_place()
    {
        var places = new List<IDisposable>();
        for (var i = 0; i < 4; i++)
            places.Add(await _pace.EnterAsync(Becky, TestContext.Current.CancellationToken));

        var fifth = _pace.EnterAsync(Becky, TestContext.Current.CancellationToken);
        Assert.False(fifth.IsCompleted);
        places[0].Dispose();

        (await fifth).Dispose();
    }

    [Fact]
    public async Task A_days_ten_thousand_are_counted_from_the_ledger_so_that_a_restart_forgets_none()
    {
        _sent.Count = 9_994;
        await EnterAsync(2);

        var fault = await PutOffAsync();

        Assert.Equal((Becky, _clock.Now - Duration.FromHours(24)), _sent.Asked);
        Assert.Equal(FaultOutcome.NotMade, fault.Outcome);
        Assert.Contains("10,000 messages in 24 hours", fault.Message, StringComparison.Ordinal);
        _clock.Now += fault.RetryAfter!.Value;
        _sent.Count = 9_000;
        await EnterAsync(1);
    }

    [Fact]
    public async Task A_common_sender_counts_everybodys_mail()
    {
        using var pace = new MailPace(_sent, new MailIdentity(Becky), _clock);
        (await pace.EnterAsync(Becky, TestContext.Current.CancellationToken)).Dispose();

        Assert.Null(_sent.Asked.Instructor);
    }

    private async Task EnterAsync(int times)
    {
        for (var i = 0; i < times; i++)
            (await _pace.EnterAsync(Becky, TestContext.Current.CancellationToken)).Dispose();
    }

    private Task<OutsideFaultException> PutOffAsync() => Assert.ThrowsAsync<OutsideFaultException>(
        () => _pace.EnterAsync(Becky, TestContext.Current.CancellationToken));
}
