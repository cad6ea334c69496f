using MimeKit;
using Sessions.Adapters.Mail;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>What every way for mail to leave does alike.</summary>
public abstract class PostOfficeContract
{
    private static readonly HashSet<string> Trace = new(StringComparer.OrdinalIgnoreCase)
    {
        "Return-Path", "X-Original-To", "Delivered-To", "Received",
    };

    private static long _number;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IPostOffice Office { get; }

    /// <summary>Requests that are refused, and what should be made of them.</summary>
    protected abstract IEnumerable<(FaultKind Kind, Func<Task> Request)> Refusals { get; }

    /// <summary>The messages with this Message-ID that the other side holds, when there are so many.</summary>
    protected abstract Task<IReadOnlyList<byte[]>> ArrivedAsync(string messageId, int count);

    protected static OutgoingMail NewMail(string to = "ana.ruiz@example.net", MessageKind kind = MessageKind.Invitation) =>
        Mails.Write(kind, kind == MessageKind.Cancellation ? 1 : 0, to, number: Interlocked.Increment(ref _number)) with
        {
            MessageId = $"{Guid.NewGuid():n}@example.org",
        };

    [Theory]
    [InlineData(MessageKind.Invitation)]
    [InlineData(MessageKind.Cancellation)]
    [InlineData(MessageKind.WatchLink)]
    public async Task A_mail_arrives_byte_for_byte_and_lints_clean(MessageKind kind)
    {
        var mail = NewMail(kind: kind);

        await Office.SendAsync(mail, Cancel);

        var arrived = Assert.Single(await ArrivedAsync(mail.MessageId, 1));
        Assert.Equal(Mails.Bytes(mail), arrived);
        Assert.Empty(MailLint.Check(arrived));
    }

    [Fact]
    public async Task A_repeat_is_the_same_message_under_the_same_id()
    {
        var mail = NewMail();

        await Office.SendAsync(mail, Cancel);
        await Office.SendAsync(mail, Cancel);

        var arrived = await ArrivedAsync(mail.MessageId, Repeats);
        Assert.All(arrived, bytes => Assert.Equal(Mails.Bytes(mail), bytes));
    }

    [Fact]
    public async Task As_many_as_it_takes_at_a_time_all_arrive()
    {
        var mails = Enumerable.Range(0, Office.AtOnce * 3).Select(_ => NewMail()).ToList();

        await Parallel.ForEachAsync(
            mails,
            new ParallelOptions { MaxDegreeOfParallelism = Office.AtOnce, CancellationToken = Cancel },
            async (mail, cancel) => await Office.SendAsync(mail, cancel));
        await Office.RestAsync();

        foreach (var mail in mails)
            Assert.Single(await ArrivedAsync(mail.MessageId, 1));
    }

    [Fact]
    public async Task Told_to_stop_before_nothing_leaves_and_it_is_no_fault()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var mail = NewMail();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Office.SendAsync(mail, stop.Token));

        Assert.Empty(await ArrivedAsync(mail.MessageId, 0));
    }

    [Fact]
    public async Task Told_to_stop_in_the_middle_a_mail_leaves_whole_or_not_at_all()
    {
        for (var wait = 0; wait < 10; wait++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(wait));
            var mail = NewMail();
            var sent = await LeavesAsync(mail, stop.Token);

            var arrived = await ArrivedAsync(mail.MessageId, sent ? 1 : 0);
            Assert.Equal(sent ? 1 : 0, arrived.Count);
            Assert.All(arrived, bytes => Assert.Equal(Mails.Bytes(mail), bytes));
        }
    }

    [Fact]
    public async Task Refusals_are_told_apart_and_cost_the_next_mail_nothing()
    {
        foreach (var (kind, request) in Refusals)
        {
            var fault = await Assert.ThrowsAsync<OutsideFaultException>(request);
            Assert.Equal((kind, FaultOutcome.NotTaken), (fault.Kind, fault.Outcome));
        }

        var next = NewMail();
        await Office.SendAsync(next, Cancel);
        Assert.Single(await ArrivedAsync(next.MessageId, 1));
    }

    /// <summary>How many copies a repeat leaves with the other side.</summary>
    protected virtual int Repeats => 2;

    /// <summary>Without what servers put before it, and with the line ends that it had on the wire.</summary>
    protected static byte[] WithoutTrace(byte[] stored)
    {
        using var message = MimeMessage.Load(new MemoryStream(stored), Cancel);
        foreach (var header in message.Headers.Where(header => Trace.Contains(header.Field)).ToList())
            message.Headers.Remove(header);

        using var bytes = new MemoryStream();
        message.WriteTo(MimeWriter.Format, bytes, Cancel);
        return bytes.ToArray();
    }

    protected static bool HasId(byte[] stored, string messageId)
    {
        using var message = MimeMessage.Load(new MemoryStream(stored), Cancel);
        return message.MessageId == messageId;
    }

    private async Task<bool> LeavesAsync(OutgoingMail mail, CancellationToken stop)
    {
        try
        {
            await Office.SendAsync(mail, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
