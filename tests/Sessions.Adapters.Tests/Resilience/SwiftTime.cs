using System.Collections.Concurrent;

namespace Sessions.Adapters.Tests.Resilience;

/// <summary>Waits that are over at once, and are remembered; those of exactly <c>never</c> do not end.</summary>
internal sealed class SwiftTime(TimeSpan never) : TimeProvider
{
    public static DateTimeOffset Now { get; } = new(2025, 10, 22, 17, 0, 0, TimeSpan.Zero);

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Swift(dueTime), period));

    private TimeSpan Swift(TimeSpan dueTime)
    {
        if (dueTime == never || dueTime == Timeout.InfiniteTimeSpan)
        {
            return Timeout.InfiniteTimeSpan;
        }

        Waits.Enqueue(dueTime);
        return TimeSpan.Zero;
    }

    private sealed class Timer(SwiftTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Swift(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
