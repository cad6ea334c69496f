using System.Globalization;
using System.Text;
using Sessions.Adapters.Tests.Mail;
using Sessions.Ledger;

namespace Sessions.Adapters.Tests.Parsers;

/// <summary>A second opinion from a calendar that people use in a terminal: it takes the message, and lists it.</summary>
[Trait("Service", "Parsers")]
public sealed class KhalTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("sessions-khal-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Khal_takes_an_invitation_and_lists_it_at_its_instants()
    {
        await ImportAsync(MessageKind.Invitation, 0);

        Assert.Equal(["2025-10-22T17:00|2025-10-22T18:15|You are here: Interactive session 1"], await ListAsync());
    }

    [Fact]
    public async Task Khal_keeps_one_entry_when_the_update_comes()
    {
        await ImportAsync(MessageKind.Invitation, 0);
        await ImportAsync(MessageKind.Update, 1, later: 90);

        Assert.Equal(["2025-10-22T18:30|2025-10-22T19:45|You are here: Interactive session 1"], await ListAsync());
    }

    private async Task ImportAsync(MessageKind kind, int sequence, int later = 0)
    {
        var moved = Mails.Content with
        {
            Start = Mails.Content.Start.Plus(NodaTime.Duration.FromMinutes(later)),
            End = Mails.Content.End.Plus(NodaTime.Duration.FromMinutes(later)),
        };
        var file = Path.Combine(_home.FullName, $"{kind}.ics");
        await File.WriteAllBytesAsync(
            file, Encoding.UTF8.GetBytes(Mails.Write(kind, sequence, content: moved).Calendar!.Ics),
            TestContext.Current.CancellationToken);
        await RunAsync("import", "--batch", file);
    }

    private async Task<string[]> ListAsync()
    {
        var said = await RunAsync(
            "list", "--format", "{start-long}|{end-long}|{title}", "--day-format", "", "2025-10-01", "60d");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var configuration = Path.Combine(_home.FullName, "khal.conf");
        await File.WriteAllTextAsync(configuration, Configuration(), TestContext.Current.CancellationToken);
        var (code, said, wrong) = await CalendarReader.RunAsync(
            ["khal", "-c", configuration, .. arguments], _ => Task.CompletedTask,
            ("HOME", _home.FullName), ("XDG_CONFIG_HOME", _home.FullName), ("XDG_DATA_HOME", _home.FullName),
            ("LC_ALL", "C.UTF-8"));
        Assert.True(code == 0, $"khal {arguments[0]}: {wrong}{said}");
        return said;
    }

    private string Configuration()
    {
        var calendar = Directory.CreateDirectory(Path.Combine(_home.FullName, "calendar")).FullName;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            [calendars]
            [[own]]
            path = {calendar}
            [locale]
            local_timezone = UTC
            default_timezone = UTC
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%dT%H:%M
            longdatetimeformat = %Y-%m-%dT%H:%M
            [sqlite]
            path = {Path.Combine(_home.FullName, "khal.db")}
            """);
    }
}
