using Microsoft.Extensions.Caching.Memory;
using Sessions.Ledger;

namespace Sessions.Web.Links;

/// <summary>
/// Links that were found, kept for as long as nothing at all is written to the ledger. Each use asks the ledger
/// for its mark, so a link that was revoked, by whichever process, opens nothing from that moment.
/// </summary>
internal sealed class LinkBook(ILedger ledger, ILedgerMark mark) : IDisposable
{
    // With a calendar each, some tens of megabytes.
    private const int Most = 5_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <returns>Null for what opens nothing. That is not kept: guesses would push out what is.</returns>
    public async ValueTask<OpenLink?> FindAsync(string token, string hash, CancellationToken cancel)
    {
        // Before the rest: what is read after it may be newer than it says, and is then read once more.
        var now = await mark.ReadAsync(cancel);
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
}
