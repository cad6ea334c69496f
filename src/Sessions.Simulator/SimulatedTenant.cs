using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Sessions.Simulator.Calendar;
using Sessions.Simulator.Http;
using Sessions.Simulator.Mail;
using Sessions.Simulator.Stage;
using Sessions.Simulator.Subscribing;

namespace Sessions.Simulator;

/// <summary>
/// A Microsoft 365 tenant on this machine. What it shows follows from what was stored and from its clock alone:
/// nothing in it waits, and no time passes but the clock's.
/// </summary>
public sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly TenantState _state;
    private readonly FaultInjector _faults;
    private readonly RequestLog _log;
    private readonly Callbacks _callbacks;
    private readonly WebApplication _host;

    private SimulatedTenant(TenantOptions options)
    {
        _state = new TenantState(options);
        _state.Restore();
        _log = new RequestLog(_state);
        _callbacks = new Callbacks(_state);
        _faults = new FaultInjector(_state, _log, _closing.Token);
        _host = Build(new Uri(options.Url));
    }

    /// <summary>Graph's address, <c>http://127.0.0.1:port/v1.0</c>.</summary>
    public Uri BaseAddress => new(_state.Origin + "/v1.0");

    public TenantSwitches Switches
    {
        get => _state.Switches;
        set => _state.Switches = value;
    }

    /// <summary>All that was ever on a calendar, deleted ones too, in the order of creation.</summary>
    public IReadOnlyList<SimulatedEvent> Events => Held(() => _state.Events.Select(Show));

    /// <summary>All requests that were answered or dropped, in that order.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => _log.Entries;

    public IReadOnlyList<SentMail> SentMail => Held(() => _state.Mail);

    public IReadOnlyList<RecycledFile> RecycleBin => Held(() => _state.RecycleBin);

    public IReadOnlyList<SimulatedSubscription> Subscriptions => Held(() => _state.Subscriptions);

    /// <summary>Faults that have not all happened yet.</summary>
    public IReadOnlyList<Fault> PendingFaults => _faults.Waiting;

    public static async Task<SimulatedTenant> StartAsync(TenantOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tenant = new SimulatedTenant(options);
        try
        {
            await tenant.ListenAsync(cancel);
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first fault that matches a request befalls it.</summary>
    public void Inject(Fault fault) => _faults.Add(fault);

    public void ClearFaults() => _faults.Clear();

    /// <summary>Puts a message into a mailbox's inbox, now.</summary>
    public InboxMessage Deliver(string mailbox, byte[] mime) =>
        Held<InboxMessage>(() => [Inbox.Deliver(_state, mailbox, mime)])[0];

    /// <summary>Who really attended the event's sessions so far, the absent included.</summary>
    public IReadOnlyList<SimulatedAttendee> AttendanceOf(string eventId) =>
        Held(() => Of(eventId, meeting => Playhouse.Sessions(_state, meeting).SelectMany(session => session.People)));

    /// <summary>What was recorded of the event's sessions so far, whether lists show it yet or not.</summary>
    public IReadOnlyList<SimulatedRecording> RecordingsOf(string eventId) =>
        Held(() => Of(eventId, meeting => Segment.Of(_state, meeting).Select(Show)));

    /// <summary>
    /// Posts a notification for everything that has appeared since its subscription was made and was not taken yet.
    /// Nothing in the tenant waits, so this is when it notifies.
    /// </summary>
    /// <returns>How many were taken.</returns>
    public Task<int> NotifyAsync(CancellationToken cancel) => _callbacks.NotifyAsync(cancel);

    /// <summary>Posts a life-cycle event of every subscription; <c>subscriptionRemoved</c> ends them first.</summary>
    public Task NotifyLifecycleAsync(string lifecycleEvent, CancellationToken cancel) =>
        _callbacks.NotifyLifecycleAsync(lifecycleEvent, cancel);

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        await _closing.CancelAsync();
        await _host.DisposeAsync();
        _callbacks.Dispose();
        _closing.Dispose();
    }

    private WebApplication Build(Uri address)
    {
        if (!address.IsLoopback || address.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException(
                $"Url: found '{address}' — expected http on a loopback address.", nameof(address));
        }

        // An empty builder reads neither environment nor files: those are the host's it may run in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, address.Port);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var host = builder.Build();
        var front = new Front(_state);
        host.Use(_log.RecordAsync);
        host.Use(front.HandleAsync);
        host.Use(_faults.HandleAsync);
        host.UseRouting();
        Routes.Map(host, front, new MailboxConcurrency(_state), _callbacks);
        return host;
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await _host.StartAsync(cancel);
        var addresses = _host.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.ToArray();
        _state.Origin = addresses[0];
        _state.DownloadOrigin = addresses[1];
    }

    private ImmutableArray<T> Held<T>(Func<IEnumerable<T>> read)
    {
        lock (_state.Gate)
        {
            ImmutableArray<T> found = [.. read()];
            _state.Keep();
            return found;
        }
    }

    private IEnumerable<T> Of<T>(string eventId, Func<Meetings.StoredMeeting, IEnumerable<T>> read) =>
        _state.Events.Where(stored => stored.Id == eventId && stored.Meeting is not null)
            .SelectMany(stored => read(stored.Meeting!));

    private SimulatedEvent Show(StoredEvent stored) => new(
        stored.Id,
        stored.Key,
        stored.Mailbox.Address,
        stored.ICalUId,
        stored.TransactionId,
        stored.Subject,
        stored.Start,
        stored.End,
        stored.Meeting?.JoinUrl,
        stored.Meeting?.Id,
        stored.Meeting?.RecordsSince is not null,
        [.. stored.Attendees.Select(one => one?["emailAddress"]?["address"]?.GetValue<string>() ?? "")],
        stored.Version,
        JoinBlock.StandsIn(stored.BodyHtml),
        stored.Deleted,
        stored.CancelComment);

    private SimulatedRecording Show(Segment segment)
    {
        var bytes = segment.Film();
        var file = segment.FileId(_state.Dice);
        return new SimulatedRecording(
            segment.RecordingId(_state.Dice),
            segment.CorrelationId(_state.Dice),
            segment.Created,
            segment.Ended,
            segment.Session.End + _state.Switches.RecordingLag,
            segment.FileName,
            bytes,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            _state.RecycleBin.Any(recycled => recycled.Id == file));
    }
}
