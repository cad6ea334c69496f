using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Adapters.Resilience;
using Sessions.Ledger;
using Sessions.Meetings;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Teams;

/// <summary>Meetings as events on the organizer's calendar, over Microsoft Graph.</summary>
public sealed class TeamsMeetings(GraphTenant tenant) : IMeetingProvider
{
    public async Task<CalendarEvent> CreateEventAsync(
        EmailAddress organizer, NewEvent wanted, CancellationToken cancel)
    {
        var made = await tenant.AskAsync(
            GraphCall.CreateEvent,
            organizer,
            // For how long Graph remembers a transaction id is not documented: what an earlier attempt left behind
            // is looked for first.
            async user => await LookupEvents.FindAsync(user, wanted, mine: true, cancel)
                ?? await PostAsync(user, wanted, cancel),
            cancel);
        if (made.OnlineMeeting?.JoinUrl is { Length: > 0 } joinUrl)
        {
            return new(
                made.Id!, made.ICalUId ?? "", joinUrl, made.Subject ?? "",
                GraphTimes.FromGraph(made.Start), GraphTimes.FromGraph(made.End));
        }

        await CancelEventAsync(organizer, made.Id!, cancel);
        throw new OutsideFaultException(
            FaultKind.Configuration,
            $"Graph made an event for {organizer} without a Teams link; it was deleted again. Give the organizer a " +
            "licence that includes Teams and Exchange Online, or name an instructor who has one");
    }

    public Task<string?> FindOnlineMeetingAsync(EmailAddress organizer, string joinUrl, CancellationToken cancel) =>
        tenant.AskAsync(GraphCall.FindMeeting, organizer, user => FindMeetingAsync(user, joinUrl, cancel), cancel);

    public Task SetOptionsAsync(EmailAddress organizer, string onlineMeetingId, CancellationToken cancel) =>
        tenant.AskAsync(
            GraphCall.SetOptions,
            organizer,
            user => user.OnlineMeetings[onlineMeetingId].PatchAsync(Options(), cancellationToken: cancel),
            cancel);

    public async Task UpdateEventAsync(
        EmailAddress organizer, string eventId, string subject, Instant start, Instant end, CancellationToken cancel)
    {
        var change = new Event
        {
            Subject = subject,
            Start = GraphTimes.ToGraph(start),
            End = GraphTimes.ToGraph(end),
        };
        var changed = await tenant.AskAsync(
            GraphCall.UpdateEvent,
            organizer,
            user => user.Events[eventId].PatchAsync(change, cancellationToken: cancel),
            cancel);
        if (changed?.IsOnlineMeeting is false)
        {
            throw new OutsideFaultException(
                FaultKind.Permanent,
                $"The event in the calendar of {organizer} has lost its Teams link, although only its hours were " +
                "changed: cancel the session and set it up again");
        }
    }

    public Task CancelEventAsync(EmailAddress organizer, string eventId, CancellationToken cancel) =>
        tenant.AskAsync(GraphCall.CancelEvent, organizer, user => DeleteAsync(user, eventId, cancel), cancel);

    private static async Task<Event> PostAsync(UserItemRequestBuilder user, NewEvent wanted, CancellationToken cancel)
    {
        Event? made = null;
        try
        {
            made = await user.Events.PostAsync(
                LookupEvents.Shape(wanted), post => post.Options.Add(MayRepeat.Instance), cancel);
        }
        catch (ApiException e) when (GraphFaults.IsDuplicate(e))
        {
            // Told below: which of the documented and undocumented answers it was makes no difference.
        }

        return made?.Id is not null ? made : await LookupEvents.FindAsync(user, wanted, mine: false, cancel)
            ?? throw new OutsideFaultException(
                FaultKind.Transient,
                $"Graph says the meeting '{wanted.Subject}' was created before, and does not show it yet. If it was " +
                "deleted by hand, cancel the session and set it up again");
    }

    private static async Task<string?> FindMeetingAsync(
        UserItemRequestBuilder user, string joinUrl, CancellationToken cancel)
    {
        try
        {
            var found = await user.OnlineMeetings.GetAsync(
                get => get.QueryParameters.Filter = $"JoinWebUrl eq {LookupEvents.Quote(joinUrl)}", cancel);
            return found?.Value?.FirstOrDefault()?.Id;
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            // Straight after the event was made Teams may not know it yet ("3004: Specified meeting is not found").
            return null;
        }
    }

    private static async Task<bool> DeleteAsync(
        UserItemRequestBuilder user, string eventId, CancellationToken cancel)
    {
        try
        {
            await user.Events[eventId].DeleteAsync(cancellationToken: cancel);
            return true;
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            return false;
        }
    }

    private static OnlineMeeting Options() => new()
    {
        RecordAutomatically = true,
        AllowRecording = true,
        AllowTranscription = true,
        LobbyBypassSettings = new LobbyBypassSettings { Scope = LobbyBypassScope.Everyone },
    };
}
