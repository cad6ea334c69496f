using System.Globalization;
using NodaTime.Extensions;
using Sessions.Cli.Client;
using Sessions.Cli.Output;
using Sessions.Web.Api;
using Spectre.Console;

namespace Sessions.Cli.Commands;

/// <summary>Follows a setup that was accepted until meetings stand and mail has left, or says what still goes on.</summary>
internal static class SetupProgress
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public static async Task FollowAsync(
        SessionsClient client, PlanDocument accepted, Terminal terminal, CancellationToken cancel)
    {
        terminal.Prose.WriteLine("Accepted: from here on nothing is lost, even if this command is stopped.");
        var started = TimeProvider.System.GetTimestamp();
        var said = "";
        while (true)
        {
            var status = await client.GetAsync<StatusDocument>($"courses/{accepted.Course}", cancel);
            if (Words(status) is var words && words != said)
                terminal.Prose.WriteLine(said = words);
            if (IsDone(status))
                break;
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                terminal.Prose.WriteLine($"The rest goes on by itself: sessions status {accepted.Course}");
                break;
            }

            await Task.Delay(Pace, cancel);
        }

        foreach (var note in accepted.Notes)
            terminal.Prose.WriteLine(note);
    }

    private static bool IsDone(StatusDocument status) =>
        status.Messages is { Pending: 0, Sending: 0 } && status.Sessions.All(IsDone);

    private static bool IsDone(SessionStatusDocument session) => session.State switch
    {
        "upcoming" => session.Meeting is { State: "ready", Updated: true } && session.Invitations.Pending == 0,
        "cancelled" when session.EndUtc > TimeProvider.System.GetCurrentInstant() => session.Meeting.State is "none" or "cancelled"
            && session.Invitations.Invited == 0,
        _ => true,
    };

    private static string Words(StatusDocument status)
    {
        var ahead = status.Sessions.Where(s => s.State == "upcoming").ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"meetings {ahead.Count(s => s.Meeting.State == "ready")} of {ahead.Count}, messages sent {status.Messages.Sent}, waiting {status.Messages.Pending + status.Messages.Sending}");
    }
}
