namespace Sessions.Recordings;

/// <summary>
/// Hashes a file beside its reading and sending, a block at a time and in order. A block's bytes are free again when
/// its task has ended.
/// </summary>
internal sealed class RunningDigest : IDisposable
{
    private readonly DigestMeter _meter = new();

    private Task _last = Task.CompletedTask;

    public Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        var before = _last;
        // On another thread: the reader goes on to the next block meanwhile.
        _last = Task.Run(async () =>
        {
            await before;
            await _meter.TakeAsync(bytes);
        });
        return _last;
    }

    /// <returns>Of all that was taken.</returns>
    public async Task<FileDigest> FinishAsync()
    {
        await _last;
        return _meter.Finish();
    }

    public void Dispose() => _meter.Dispose();
}
