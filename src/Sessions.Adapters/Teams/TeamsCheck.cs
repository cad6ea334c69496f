using System.Collections.Immutable;
using System.Text;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using Sessions.Adapters.Graph;
using Sessions.Ledger;
using Sessions.Meetings;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Teams;

/// <summary>
/// Asks once for everything we shall need, about a meeting that does not exist: who may ask is told that there is
/// none, who may not is refused before.
/// </summary>
public sealed class TeamsCheck(GraphTenant tenant) : ITenantCheck
{
    /// <summary>Nobody's: its organizer and tenant are the zero id.</summary>
    private const string NoJoinUrl =
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_preflight%40thread.v2/0?context="
        + "%7b%22Tid%22%3a%2200000000-0000-0000-0000-000000000000%22%2c"
        + "%22Oid%22%3a%2200000000-0000-0000-0000-000000000000%22%7d";

    public async Task<ImmutableArray<TenantFinding>> CheckAsync(EmailAddress organizer, CancellationToken cancel)
    {
        if (await FaultOfAsync(() => tenant.FindObjectIdAsync(organizer, cancel)) is { } unknown)
        {
            // Whoever is not found has no mailbox, licence or policy to ask about.
            return [Finding(unknown, GraphCall.FindOrganizer)];
        }

        var findings = ImmutableArray.CreateBuilder<TenantFinding>();
        findings.AddRange(await CheckCalendarAsync(organizer, cancel));
        foreach (var (call, ask) in await ProbesAsync(organizer, cancel))
        {
            if (await FaultOfAsync(() => tenant.AskAsync(call, organizer, user => AnsweredAsync(ask, user), cancel))
                is { } fault)
            {
                findings.Add(Finding(fault, call));
            }
        }

        return [.. findings.DistinctBy(finding => finding.Sentence, StringComparer.Ordinal)];
    }

    private async Task<ImmutableArray<TenantFinding>> CheckCalendarAsync(
        EmailAddress organizer, CancellationToken cancel)
    {
        Calendar? calendar = null;
        var fault = await FaultOfAsync(async () => calendar = await tenant.AskAsync(
            GraphCall.ReadCalendar,
            organizer,
            user => user.Calendar.GetAsync(
                get => get.QueryParameters.Select = ["allowedOnlineMeetingProviders"], cancel),
            cancel));
        return (fault, calendar?.AllowedOnlineMeetingProviders) switch
        {
            ({ } refused, _) => [Finding(refused, GraphCall.ReadCalendar)],
            // Not told is no verdict: then the first meeting shows it.
            (_, null) => [],
            (_, var allowed) when allowed.Contains(OnlineMeetingProviderType.TeamsForBusiness) => [],
            _ => [new(TenantTrouble.Licence, NoTeams(organizer), MayPass: false)],
        };
    }

    private async Task<ImmutableArray<(GraphCall, Func<UserItemRequestBuilder, Task>)>> ProbesAsync(
        EmailAddress organizer, CancellationToken cancel)
    {
        var id = await tenant.FindObjectIdAsync(organizer, cancel);
        var nothing = Convert.ToBase64String(
            Encoding.ASCII.GetBytes($"1*{id}*0**19:meeting_preflight@thread.v2"));
        return
        [
            (GraphCall.FindMeeting, user => user.OnlineMeetings.GetAsync(
                get => get.QueryParameters.Filter = $"JoinWebUrl eq {LookupEvents.Quote(NoJoinUrl)}", cancel)),
            (GraphCall.ReadRecordings, user =>
                user.OnlineMeetings[nothing].Recordings.GetAsync(cancellationToken: cancel)),
            (GraphCall.ReadTranscripts, user =>
                user.OnlineMeetings[nothing].Transcripts.GetAsync(cancellationToken: cancel)),
            (GraphCall.ReadAttendance, user =>
                user.OnlineMeetings[nothing].AttendanceReports.GetAsync(cancellationToken: cancel)),
        ];
    }

    /// <summary>An answer about the meeting, whatever it is, comes after the question whether we may ask.</summary>
    private static async Task<bool> AnsweredAsync(
        Func<UserItemRequestBuilder, Task> ask, UserItemRequestBuilder user)
    {
        try
        {
            await ask(user);
        }
        catch (ApiException e) when (IsAboutTheMeeting(e))
        {
            // That there is none is what we know.
        }

        return true;
    }

    private static bool IsAboutTheMeeting(ApiException answer) =>
        GraphCauses.IsPreconditionFailed(answer)
        || GraphCauses.IsOtherOrganizer(answer)
        || (answer.ResponseStatusCode is 400 or 404 or 412
            && GraphCauses.Of(answer, GraphCall.FindMeeting) is null);

    private static async Task<OutsideFaultException?> FaultOfAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (OutsideFaultException fault)
        {
            return fault;
        }
    }

    private static TenantFinding Finding(OutsideFaultException fault, GraphCall call)
    {
        var trouble = fault.InnerException is ApiException refused ? GraphCauses.Of(refused, call)
            : fault.Kind is FaultKind.Configuration ? TenantTrouble.SignIn
            : null;
        return new(trouble ?? TenantTrouble.Unreachable, fault.Message, fault.Kind is FaultKind.Transient);
    }

    private static string NoTeams(EmailAddress organizer) =>
        $"The calendar of {organizer} offers no Teams meetings. Give the organizer a licence that includes Teams and "
        + "Exchange Online, or name an instructor who has one";
}
