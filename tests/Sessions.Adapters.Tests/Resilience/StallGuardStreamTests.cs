using System.Text;
using NodaTime;
using Sessions.Adapters.Resilience;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Resilience;

public sealed class StallGuardStreamTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(5L)]
    [InlineData(null)]
    public async Task A_whole_body_goes_through_as_it_is(long? declared)
    {
        await using var guarded = Guard(new MemoryStream("whole"u8.ToArray()), declared);
        using var copy = new MemoryStream();

        await guarded.CopyToAsync(copy, Cancel);

        Assert.Equal("whole", Encoding.UTF8.GetString(copy.ToArray()));
    }

    [Fact]
    public async Task A_body_that_ends_early_is_no_whole_body()
    {
        await using var guarded = Guard(new MemoryStream("half"u8.ToArray()), 8);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => guarded.CopyToAsync(Stream.Null, Cancel));

        Assert.Equal((FaultKind.Transient, "The recording ended after 4 of 8 bytes; it will be fetched again"),
            (fault.Kind, fault.Message));
    }

    [Fact]
    public async Task A_broken_connection_is_a_fault_that_passes()
    {
        await using var guarded = Guard(new Endless(_ => throw new IOException("reset")), null);

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => guarded.CopyToAsync(Stream.Null, Cancel));

        Assert.Equal(FaultKind.Transient, fault.Kind);
        Assert.IsType<IOException>(fault.InnerException);
    }

    [Fact]
    public async Task A_body_that_stands_still_is_given_up()
    {
        await using var guarded = Guard(Stalled(), null, new SwiftTime(TimeSpan.MinValue));

        var fault = await Assert.ThrowsAsync<OutsideFaultException>(() => guarded.CopyToAsync(Stream.Null, Cancel));

        Assert.Equal(
            (FaultKind.Transient, "The recording sent nothing for 60 s after 0 bytes; it will be fetched again"),
            (fault.Kind, fault.Message));
    }

    [Fact]
    public async Task Whoever_cancels_a_read_hears_that_and_no_fault()
    {
        using var cancel = new CancellationTokenSource();
        await using var guarded = Guard(Stalled(), null);
        var reading = guarded.ReadAsync(new byte[1], cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Time_spent_between_reads_is_the_readers_own()
    {
        var time = new SwiftTime(Idle);
        await using var guarded = Guard(new MemoryStream("ab"u8.ToArray()), 2, time);
        var one = new byte[1];

        Assert.Equal(1, await guarded.ReadAsync(one, Cancel));
        Assert.Equal(1, await guarded.ReadAsync(one, Cancel));
        Assert.Equal(0, await guarded.ReadAsync(one, Cancel));

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task Reading_nothing_is_not_the_end()
    {
        await using var guarded = Guard(new MemoryStream("ab"u8.ToArray()), 2);

        Assert.Equal(0, await guarded.ReadAsync(Memory<byte>.Empty, Cancel));
    }

    [Fact]
    public async Task Disposing_it_hangs_up()
    {
        var inner = new MemoryStream();
        await Guard(inner, null).DisposeAsync();

        Assert.False(inner.CanRead);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StallGuardStream Guard(Stream inner, long? declared, TimeProvider? time = null) =>
        new(inner, declared, Duration.FromTimeSpan(Idle), time ?? new SwiftTime(Idle), "The recording");

    private static Endless Stalled() => new(async cancel =>
    {
        await Task.Delay(Timeout.Infinite, cancel);
        return 0;
    });

    private sealed class Endless(Func<CancellationToken, Task<int>> read) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) => await read(cancellationToken);

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) => read(cancellationToken);
    }
}
