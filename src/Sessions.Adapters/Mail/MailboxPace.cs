using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Adapters.Mail;

/// <summary>One mailbox's share of <see cref="MailPace"/>.</summary>
internal sealed class MailboxPace(EmailAddress mailbox, Func<Instant, Task<int>> sentSince, TimeProvider clock)
    : IDisposable
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    // Those put off come back one by one, as the mailbox takes them.
    private static readonly Duration Interval = Minute / MailPace.PerMinute;

    private static readonly Duration Day = Duration.FromHours(24);

    // Another worker may have taken over the outbox meanwhile, and yesterday's messages fall out of the day.
    private static readonly Duration CountedAfresh = Duration.FromMinutes(5);

    private static readonly Duration DayIsAskedAgain = Duration.FromMinutes(15);

    private readonly SemaphoreSlim _places = new(MailPace.AtOnce, MailPace.AtOnce);

    private readonly SemaphoreSlim _books = new(1, 1);

    private readonly Queue<Instant> _lastMinute = [];

    private Instant _putOffUntil = Instant.MinValue;

    private Instant _counted = Instant.MinValue;

    private int _today;

    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            await CountInAsync(cancel);
        }
        catch
        {
            _places.Release();
            throw;
        }

        return new Place(_places);
    }

    public void Dispose()
    {
        _places.Dispose();
        _books.Dispose();
    }

    private async Task CountInAsync(CancellationToken cancel)
    {
        await _books.WaitAsync(cancel);
        try
        {
            var now = clock.GetCurrentInstant();
            await MindTheDayAsync(now);
            MindTheMinute(now);
            _lastMinute.Enqueue(now);
            _today++;
        }
        finally
        {
            _books.Release();
        }
    }

    private async Task MindTheDayAsync(Instant now)
    {
        if (now - _counted > CountedAfresh || now < _counted)
        {
            // What is in the air may not stand in the ledger yet.
            _today = await sentSince(now - Day) + MailPace.AtOnce;
            _counted = now;
        }

        if (_today >= MailPace.PerDay)
            throw Later(DayIsAskedAgain, $"{MailPace.PerDay:N0} messages in 24 hours, and they are used up");
    }

    private void MindTheMinute(Instant now)
    {
        while (_lastMinute.TryPeek(out var oldest) && now - oldest >= Minute)
            _lastMinute.Dequeue();

        if (_lastMinute.Count < MailPace.PerMinute)
            return;

        _putOffUntil = Instant.Max(_putOffUntil + Interval, _lastMinute.Peek() + Minute);
        throw Later(_putOffUntil - now, $"{MailPace.PerMinute} messages a minute, and others are before this one");
    }

    private OutsideFaultException Later(Duration wait, FormattableString limit) => new(
        FaultKind.Transient,
        $"Exchange takes from {mailbox} {limit.ToString(CultureInfo.InvariantCulture)}: it waits its turn",
        innerException: null,
        wait)
    { Outcome = FaultOutcome.NotMade };

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
