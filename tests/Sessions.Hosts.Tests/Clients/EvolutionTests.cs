using System.Diagnostics;
using System.Text.Json;
using MimeKit;
using NodaTime;
using Sessions.Hosts.Tests.Cli;
using Sessions.Ledger;

namespace Sessions.Hosts.Tests.Clients;

/// <summary>A second opinion: GNOME's calendar (Evolution Data Server), which shares no code with Thunderbird.</summary>
[Trait("Service", "Evolution")]
public sealed class EvolutionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly CliHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_entry_comes_moves_goes_and_comes_back_as_one()
    {
        var session = new MailedSession("evolution") { Title = "Größer; \"שלום\", 人 🎉" };
        var moved = MailedSession.Start + Duration.FromHours(26);

        var shown = await ReceiveAsync(
            session.Write(MessageKind.Invitation, 0, MailedSession.Start),
            session.Write(MessageKind.Update, 1, moved),
            session.Write(MessageKind.Cancellation, 2, moved),
            session.Write(MessageKind.Update, 3, MailedSession.Start));

        var title = $"You are here: {session.Title}";
        var first = new EvolutionEntry(session.Uid, title, "20251022T170000Z", "20251022T181500Z", 0);
        Assert.Equal(4, shown.Count);
        Assert.Equal(first, Assert.Single(shown[0]));
        Assert.Equal(
            first with { Start = "20251023T190000Z", End = "20251023T201500Z", Sequence = 1 }, Assert.Single(shown[1]));
        Assert.Empty(shown[2]);
        Assert.Equal(first with { Sequence = 3 }, Assert.Single(shown[3]));
    }

    /// <returns>What the calendar held after each mail.</returns>
    private async Task<List<List<EvolutionEntry>>> ReceiveAsync(params byte[][] mails)
    {
        var files = new List<string>();
        foreach (var mail in mails)
        {
            using var stream = new MemoryStream(mail);
            using var message = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
            var part = message.BodyParts.OfType<TextPart>().First(p => p.ContentType.IsMimeType("text", "calendar"));
            files.Add(_home.Write($"{files.Count}.ics", part.Text));
        }

        await using var evolution = new CliCommand(Start(files));
        var result = await evolution.EndAsync(Patience);
        Assert.True(result.ExitCode == 0, result.Err);
        return [.. result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<List<EvolutionEntry>>(line, Json)!)];
    }

    // On a message bus of its own, which takes everything that was started on it along when it ends.
    private ProcessStartInfo Start(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("dbus-run-session")
        {
            WorkingDirectory = _home.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Debian's own Python: the bindings belong to it.
        string[] command =
            ["--", "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Clients", "evolution.py"), .. files];
        foreach (var argument in command)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("XDG_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = _home.Path;
        start.Environment["XDG_RUNTIME_DIR"] = _home.Path;
        return start;
    }

    private sealed record EvolutionEntry(string Uid, string Summary, string Start, string End, int Sequence);
}
