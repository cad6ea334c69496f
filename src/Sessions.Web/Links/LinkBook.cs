using System.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using Sessions.Ledger;

namespace Sessions.Web.Links;

/// <summary>
/// Links that were found, kept for as long as nothing at all is written to the ledger. Each use asks the ledger
/// for its mark, so a link that was revoked, by whichever process, opens nothing more than a tenth of a millisecond
/// later: for so long requests share an answer.
/// </summary>
internal sealed class LinkBook(ILedger ledger, ILedgerMark mark) : IDisposable
{
    // With a calendar each, some tens of megabytes.
    private const int Most = 5_000;

    // Asking for every request took a tenth of what a feed's 304 costs.
    private static readonly TimeSpan SameMoment = TimeSpan.FromMicroseconds(100);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });

    private volatile Reading? _last;

    /// <returns>Null for what opens nothing. That is not kept: guesses would push out what is.</returns>
    public async ValueTask<OpenLink?> FindAsync(string token, string hash, CancellationToken cancel)
    {
        // Before the rest: what is read after it may be newer than it says, and is then read once more.
        var now = await MarkAsync(cancel);
        if (_kept.TryGetValue(hash, out OpenLink? kept) && kept!.Mark == now)
            return kept;

        if (await ledger.FindLinkAsync(hash, cancel) is not { } target)
        {
            _kept.Remove(hash);
            return null;
        }

        var found = new OpenLink(target, token) { Mark = now };
        return _kept.Set(hash, found, new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => _kept.Dispose();

    // By the monotonic clock: a virtual one may stand still.
    private async ValueTask<string> MarkAsync(CancellationToken cancel)
    {
        var at = Stopwatch.GetTimestamp();
        if (_last is { } last && Stopwatch.GetElapsedTime(last.At, at) < SameMoment)
            return last.Mark;

        var read = await mark.ReadAsync(cancel);
        _last = new(read, at);
        return read;
    }

    private sealed record Reading(string Mark, long At);
}
