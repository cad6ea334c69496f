using Sessions.Recordings;

namespace Sessions.Web.Notifications;

/// <summary>
/// What was announced and is to be looked at. It holds each thing once, however often it is told, and is lost with
/// the process: the looks by schedule find the same.
/// </summary>
internal sealed class AnnouncementQueue : IDisposable
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private HashSet<Announcement> _waiting = [];
    private bool _subscriptions;

    public void Put(Announcement announcement)
    {
        lock (_gate)
        {
            if (_waiting.Count < Most)
                _waiting.Add(announcement);
            Wake();
        }
    }

    /// <summary>The subscriptions themselves are to be looked at.</summary>
    public void PutSubscriptions()
    {
        lock (_gate)
        {
            _subscriptions = true;
            Wake();
        }
    }

    /// <summary>Waits until there is something, and takes all of it.</summary>
    public async Task<(IReadOnlyCollection<Announcement> Announced, bool Subscriptions)> TakeAsync(
        CancellationToken cancel)
    {
        await _some.WaitAsync(cancel);
        lock (_gate)
        {
            var taken = (_waiting, _subscriptions);
            (_waiting, _subscriptions) = ([], false);
            return taken;
        }
    }

    public void Dispose() => _some.Dispose();

    private void Wake()
    {
        if (_some.CurrentCount == 0)
            _some.Release();
    }
}
