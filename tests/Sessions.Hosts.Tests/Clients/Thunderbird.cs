using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;
using Sessions.Adapters.Tests.Mail;
using Sessions.Hosts.Tests.Cli;
using Calendar = Ical.Net.Calendar;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>Debian's Thunderbird without a screen, with a profile of its own: one learner, one calendar.</summary>
public sealed class Thunderbird : IAsyncLifetime
{
    /// <summary>Whose mail it is.</summary>
    public const string Address = "ana.ruiz@example.net";

    private const string Own = "Own";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CliHome _home = new();
    private readonly SmtpResponder _server = new(_ => null);
    private readonly string _functions = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Clients", "thunderbird.js"));

    private CliCommand? _process;
    private Marionette? _remote;

    private string Profile => _home.At("profile");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Profile);
        await File.WriteAllTextAsync(
            Path.Combine(Profile, "user.js"), ThunderbirdProfile.Preferences(Address, Own, _server.Port));
        var start = new ProcessStartInfo("thunderbird")
        {
            WorkingDirectory = _home.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
            ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", Profile];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["HOME"] = _home.Path;
        _process = new CliCommand(start);
        try
        {
            _remote = await Marionette.ConnectAsync(await PortAsync());
        }
        catch
        {
            // Who could not be set up is not disposed of either.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_remote is not null)
            await _remote.QuitAsync();
        _remote?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        await _server.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>Opens a message file and says what its invitation bar shows.</summary>
    internal async Task<InvitationBar> OpenAsync(byte[] mail)
    {
        var path = _home.At($"{Guid.CreateVersion7()}.eml");
        await File.WriteAllBytesAsync(path, mail, TestContext.Current.CancellationToken);
        return await CallAsync<InvitationBar>("openMail", path);
    }

    internal Task ClickAsync(string button) => CallAsync<JsonElement>("click", button);

    /// <summary>Presses a button and says yes.</summary>
    /// <returns>What was asked.</returns>
    internal Task<string> ClickAndAgreeAsync(string button) => CallAsync<string>("clickAndAgree", button);

    /// <summary>What its own calendar holds under a UID, once that is as expected or patience ends.</summary>
    internal async Task<List<ClientEntry>> EntriesAsync(string uid, Func<List<ClientEntry>, bool> expected)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var found = (await EntriesOfAsync(Own)).Where(e => e.Uid == uid).ToList();
            if (expected(found) || Stopwatch.GetElapsedTime(began) > Patience)
                return found;

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// The reply it mailed about a UID, once it did: that may be long after the entry stands in the calendar, and
    /// after replies about others.
    /// </summary>
    internal async Task<(MimeMessage Mail, Calendar Calendar)> ReplyAboutAsync(string uid)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var replies = _server.Taken.Select(Reply).Where(r => r.Calendar.Events.Any(e => e.Uid == uid)).ToList();
            if (replies.Count > 0)
                return replies[0];

            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"no reply about {uid}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    internal Task<List<ClientEntry>> EntriesOfAsync(string calendar) =>
        CallAsync<List<ClientEntry>>("entries", calendar);

    internal Task SubscribeAsync(string name, Uri address) =>
        CallAsync<JsonElement>("subscribe", name, address.AbsoluteUri);

    internal Task RefreshAsync(string name) => CallAsync<JsonElement>("refresh", name);

    private Task<T> CallAsync<T>(string function, params object[] arguments) =>
        _remote!.RunAsync<T>($"{_functions}\nreturn await {function}(...given);", arguments);

    private static (MimeMessage Mail, Calendar Calendar) Reply(byte[] mailed)
    {
        using var bytes = new MemoryStream(mailed);
        var mail = MimeMessage.Load(bytes);
        var part = mail.BodyParts.OfType<TextPart>().First(p => p.ContentType.IsMimeType("text", "calendar"));
        return (mail, Calendar.Load(part.Text)!);
    }

    private async Task<int> PortAsync()
    {
        var file = Path.Combine(Profile, "MarionetteActivePort");
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (File.Exists(file)
                && int.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var port))
                return port;

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Thunderbird did not start\n{_process!.Out}\n{_process.Err}");
    }
}

/// <summary>The bar above a message that carries an invitation.</summary>
/// <param name="Buttons">The ids of those that can be pressed.</param>
internal sealed record InvitationBar(string Text, List<string> Buttons);

/// <summary>An entry as a client holds it.</summary>
/// <param name="Start">And <paramref name="End"/>: UTC, as <c>2025-10-22T17:00:00.000Z</c>.</param>
/// <param name="Answers">Who was invited, each with the answer.</param>
internal sealed record ClientEntry(
    string Uid, string Summary, string Start, string End, string? Status, int Sequence, string? Location,
    List<string> Answers);
