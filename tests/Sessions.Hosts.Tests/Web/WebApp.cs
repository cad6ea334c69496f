using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sessions.Ledger;
using Sessions.Recordings;
using Sessions.Watching;
using Sessions.Web;
using Sessions.Web.Watch;

namespace Sessions.Hosts.Tests.Web;

/// <summary>The web host, as it is composed in production, on a port of its own.</summary>
public sealed class WebApp : IAsyncDisposable
{
    public const string ApiKey = "a-shared-key-for-tests-0123456789abcdef";

    private readonly WebApplication _app;

    private WebApp(WebApplication app, World world, Logbook logs, ConcurrentQueue<int> answers)
    {
        _app = app;
        Answers = answers;
        World = world;
        Logs = logs;
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true };
        Client = new HttpClient(new FeedCheck(handler)) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public World World { get; }

    public Logbook Logs { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The status of every answer so far.</summary>
    public IReadOnlyCollection<int> Answers { get; }

    public static async Task<WebApp> StartAsync(
        World? world = null, params (string Key, string? Value)[] settings)
    {
        world ??= new World();
        var logs = new Logbook();
        var answers = new ConcurrentQueue<int>();
        var app = WebHost.Build([], builder =>
        {
            Compose(builder, world, logs, settings);
            builder.Services.AddSingleton<IStartupFilter>(new AnswerBook(answers));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, world, logs, answers);
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<string> TextAsync(string path) => Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    internal static void Compose(
        WebApplicationBuilder builder, World world, Logbook logs, (string Key, string? Value)[] settings)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Sessions:Api:Authentication"] = "Key",
            ["Sessions:Api:Key"] = ApiKey,
            ["Sessions:Mail:Transport"] = "Smtp",
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)));
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton(world.Clock);
        builder.Services.AddSingleton<ILedger>(world.Ledger);
        builder.Services.AddSingleton<ILedgerMark>(world.Ledger);
        builder.Services.AddSingleton<IOutbox>(world.Outbox);
        builder.Services.AddSingleton<IAgenda>(world.Agenda);
        builder.Services.AddSingleton<IInboxBook>(world.Inbox);
        builder.Services.AddSingleton<ISubscriptionBook>(world.Subscriptions);
        builder.Services.AddSingleton<IWatchLog>(world.WatchLog);
        if (world.KeepsArchive)
        {
            builder.Services.AddSingleton<IArchive>(world.Archive);
            builder.Services.AddSingleton<IVideoDoor>(world.Archive);
        }
        if (world.AddressLife is { } life)
            builder.Services.AddSingleton(new WatchTimes(life));
        builder.Services.AddSingleton(world.Key);
    }
}

/// <summary>Everything that was logged, scopes included.</summary>
public sealed class Logbook : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Writer(Logbook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => book._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            book.Lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
            book._scopes?.ForEachScope((scope, _) => book.Lines.Enqueue($"scope {category} {scope}"), state);
        }
    }
}
