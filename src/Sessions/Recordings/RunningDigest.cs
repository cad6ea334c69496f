using System.Security.Cryptography;

namespace Sessions.Recordings;

/// <summary>
/// Hashes a file beside its reading and sending, a block at a time and in order. A block's bytes are free again when
/// its task has ended.
/// </summary>
internal sealed class RunningDigest : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private Task _last = Task.CompletedTask;

    public Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        var before = _last;
        // On another thread: the reader goes on to the next block meanwhile.
        _last = Task.Run(async () =>
        {
            await before;
            _sha256.AppendData(bytes.Span);
        });
        return _last;
    }

    /// <returns>The SHA-256 of all that was taken, in lower-case hexadecimal.</returns>
    public async Task<string> FinishAsync()
    {
        await _last;
        return Convert.ToHexStringLower(_sha256.GetHashAndReset());
    }

    public void Dispose() => _sha256.Dispose();
}
