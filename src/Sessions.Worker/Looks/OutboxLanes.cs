using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Invitations;
using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Sends what was taken, in as many lanes as the post office takes messages at a time. A lane writes its next
/// message while the last one is settled, and hands it over when that is done: a crash leaves one message a lane in
/// doubt, which goes out again under the same Message-ID.
/// </summary>
internal sealed partial class OutboxLanes(
    IPostOffice post, MailRoom mails, SettlementDesk desk, TimeProvider clock, ILogger<OutboxLanes> logger)
{
    /// <summary>No message is handed over with less of its lease left: nobody else may take it meanwhile.</summary>
    public static readonly Duration LongestExchange = Duration.FromMinutes(3);

    private static readonly Duration FirstWait = Duration.FromMinutes(1);

    private static readonly Duration LongestWait = Duration.FromHours(1);

    /// <summary>Comes back when every message is settled, or back in the outbox.</summary>
    /// <param name="until">When their lease ends.</param>
    public async Task SendAsync(ImmutableArray<OutboxMessage> messages, Instant until, CancellationToken cancel)
    {
        var queue = new LaneQueue(messages);
        var lanes = int.Min(post.AtOnce, messages.Length);
        try
        {
            // What goes wrong in one lane stops the others, once their messages in the air are settled.
            await Parallel.ForEachAsync(
                Enumerable.Range(0, lanes),
                new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancel },
                async (_, stop) => await RunAsync(queue, until, stop));
        }
        finally
        {
            await HandBackAsync(queue.Left());
        }
    }

    /// <summary>As they were, for whoever comes next.</summary>
    public Task HandBackAsync(ImmutableArray<OutboxMessage> messages)
    {
        var now = clock.GetCurrentInstant();
        return Task.WhenAll(messages.Select(message => desk.WriteAsync(new MessageDeferred(
            message, now, now, "not tried yet: the worker stopped, or its time was up", FaultOutcome.NotMade))));
    }

    private async Task RunAsync(LaneQueue queue, Instant until, CancellationToken cancel)
    {
        var settled = Task.CompletedTask;
        EmailAddress? own = null;
        while (queue.Take(own) is { } message)
        {
            var mail = TryCompose(message, out var unwritable);
            await settled;
            if (own is not null && own != message.Learner.Email)
                queue.Release(own);

            if (cancel.IsCancellationRequested || clock.GetCurrentInstant() + LongestExchange > until)
            {
                queue.PutBack(message);
                break;
            }

            own = message.Learner.Email;
            settled = desk.WriteAsync(unwritable ?? await AttemptAsync(queue, message, mail!, cancel));
        }

        await settled;
    }

    private async Task<Settlement> AttemptAsync(
        LaneQueue queue, OutboxMessage message, OutgoingMail mail, CancellationToken cancel)
    {
        // It may have waited long for its turn, and may wait again: for a place at the mailbox, or a connection.
        using var tooLate = TooLate(message);
        if (tooLate.IsCancellationRequested)
            return new ReminderDropped(message, clock.GetCurrentInstant());

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, tooLate.Token);
            var answer = await post.SendAsync(mail, either.Token);
            return new MessageSent(message, clock.GetCurrentInstant(), answer);
        }
        catch (OutsideFaultException fault) when (fault.Kind is FaultKind.Permanent)
        {
            return new MessageRefused(message, clock.GetCurrentInstant(), fault.Message);
        }
        catch (OutsideFaultException fault)
        {
            LogDeferred(message.MessageId, fault.Message);
            var now = clock.GetCurrentInstant();
            return new MessageDeferred(message, now, now + Wait(message, fault), fault.Message, fault.Outcome);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            queue.PutBack(message);
            throw;
        }
        catch (OperationCanceledException) when (tooLate.IsCancellationRequested)
        {
            return new ReminderDropped(message, clock.GetCurrentInstant());
        }
    }

    // Nobody is reminded of what has begun. Nothing waits for longer than an exchange.
    private CancellationTokenSource TooLate(OutboxMessage message)
    {
        var left = message.Content.Start - clock.GetCurrentInstant();
        return message.Kind is MessageKind.Reminder && left < LongestExchange
            ? new(Duration.Max(left, Duration.Zero).ToTimeSpan(), clock)
            : new();
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "A message that cannot be written must not hold up those behind it: it is refused, loudly.")]
    private OutgoingMail? TryCompose(OutboxMessage message, out MessageRefused? unwritable)
    {
        unwritable = null;
        try
        {
            return mails.Compose(message);
        }
        catch (Exception e)
        {
            LogUnwritable(e, message.MessageId);
            unwritable = new MessageRefused(message, clock.GetCurrentInstant(), e.Message);
            return null;
        }
    }

    private static Duration Wait(OutboxMessage message, OutsideFaultException fault)
    {
        var wait = FirstWait;
        for (var i = 0; i < message.Attempts && wait < LongestWait; i++)
            wait += wait;
        return fault.RetryAfter ?? Duration.Min(wait, LongestWait);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} is kept for later: {Fault}")]
    private partial void LogDeferred(string messageId, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} could not be written")]
    private partial void LogUnwritable(Exception exception, string messageId);
}
