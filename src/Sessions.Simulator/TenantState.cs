using Sessions.Simulator.Calendar;
using Sessions.Simulator.Meetings;
using Sessions.Simulator.Stage;
using Sessions.Simulator.Storage;

namespace Sessions.Simulator;

/// <summary>
/// What was stored. Everything else a request sees follows from this and from the clock; whoever reads or changes it
/// holds <see cref="Gate"/>.
/// </summary>
internal sealed class TenantState(TenantOptions options)
{
    private readonly StateFile? _file = options.StateFile is { } path ? new StateFile(path) : null;
    private volatile TenantSwitches _switches = options.Switches;

    public Lock Gate { get; } = new();

    public TenantOptions Options => options;

    public TenantSwitches Switches
    {
        get => _switches;
        set => _switches = value;
    }

    public Dice Dice { get; } = new(options.Seed);

    public DateTimeOffset Now => options.Clock.GetUtcNow().ToUniversalTime();

    /// <summary>Scheme, host and port of Graph.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The same of the host that files are downloaded from after a redirect.</summary>
    public string DownloadOrigin { get; set; } = "";

    public string TenantId => Dice.Guid("tenant").ToString();

    public List<User> Users { get; } = [];

    public List<StoredEvent> Events { get; } = [];

    public List<StoredMeeting> Meetings { get; } = [];

    public List<HeldSession> Held { get; } = [];

    public List<SentMail> Mail { get; } = [];

    public List<InboxMessage> Inbox { get; } = [];

    public List<RecycledFile> RecycleBin { get; } = [];

    public List<SimulatedSubscription> Subscriptions { get; } = [];

    /// <summary>Takes up what an earlier tenant kept.</summary>
    public void Restore() => _file?.Read()?.RestoreTo(this);

    /// <summary>To be called before anybody hears of a change. Reading changes too: sessions are held then.</summary>
    public void Keep() => _file?.Write(KeptTenant.Of(this));
}
