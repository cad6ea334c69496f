using NodaTime;
using Sessions.Ledger;

namespace Sessions.Adapters.Resilience;

/// <summary>
/// A body from the network that does not hang and does not end early: a read without a byte for
/// <paramref name="idle"/>, a broken connection, and an end before <paramref name="declared"/> bytes are all
/// <see cref="OutsideFaultException"/>, transient. HttpClient has no time limit of its own for a body.
/// </summary>
/// <param name="what">The body, as the fault's message names it.</param>
public sealed class StallGuardStream(Stream inner, long? declared, Duration idle, TimeProvider time, string what)
    : Stream
{
    private long _seen;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _seen;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stall = new CancellationTokenSource(idle.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        try
        {
            var read = await inner.ReadAsync(buffer, either.Token);
            _seen += read;
            return read > 0 || buffer.IsEmpty || !(_seen < declared) ? read : throw Broken(null);
        }
        catch (Exception e) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && e is OperationCanceledException or IOException)
        {
            throw Fault($"sent nothing for {idle.TotalSeconds:0} s after {_seen} bytes", e);
        }
        catch (IOException e)
        {
            throw Broken(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Only asynchronous reads can be ended when the other side stalls");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private OutsideFaultException Broken(Exception? inner) =>
        Fault(declared is { } all ? $"ended after {_seen} of {all} bytes" : $"broke off after {_seen} bytes", inner);

    private OutsideFaultException Fault(string happened, Exception? inner) =>
        new(FaultKind.Transient, $"{what} {happened}; it will be fetched again", inner);
}
