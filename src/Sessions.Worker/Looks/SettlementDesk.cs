using Sessions.Ledger;

namespace Sessions.Worker.Looks;

/// <summary>
/// Writes settlements down in groups: those that come while a transaction is being written share the next one. Who
/// asks is answered when its own stands in the ledger, so that every lane has one message in the air at most.
/// </summary>
internal sealed class SettlementDesk(IOutbox outbox) : IDisposable
{
    private readonly SemaphoreSlim _pen = new(1, 1);

    private readonly Lock _gate = new();

    private Group _gathering = new();

    /// <summary>Not to be cancelled: what has left has left.</summary>
    public async Task WriteAsync(Settlement settlement)
    {
        var group = Join(settlement);
        await _pen.WaitAsync();
        try
        {
            // Whoever gets the pen first writes for all of them.
            group.Written ??= outbox.SettleAsync(Close(), CancellationToken.None);
            await group.Written;
        }
        finally
        {
            _pen.Release();
        }
    }

    public void Dispose() => _pen.Dispose();

    private Group Join(Settlement settlement)
    {
        lock (_gate)
        {
            _gathering.Settlements.Add(settlement);
            return _gathering;
        }
    }

    private List<Settlement> Close()
    {
        lock (_gate)
        {
            var closed = _gathering.Settlements;
            _gathering = new();
            return closed;
        }
    }

    private sealed class Group
    {
        public List<Settlement> Settlements { get; } = [];

        public Task? Written { get; set; }
    }
}
