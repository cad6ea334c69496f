using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using Sessions.Adapters.Graph;
using Sessions.Ledger;
using Sessions.Recordings;
using EmailAddress = Sessions.Courses.EmailAddress;
using Subscription = Microsoft.Graph.Models.Subscription;

namespace Sessions.Adapters.Teams;

/// <summary>Change notifications for one organizer's recordings and transcripts, over Microsoft Graph.</summary>
public sealed class TeamsSubscriptions(GraphTenant tenant) : ISubscriptions
{
    public async Task<GrantedSubscription> CreateAsync(
        EmailAddress organizer, Announced what, SubscriptionTerms terms, CancellationToken cancel)
    {
        var resource = Resource(await tenant.FindObjectIdAsync(organizer, cancel), what);
        return await tenant.AskAsync(
            Call(what), organizer, (graph, _) => CreateAsync(graph, resource, terms, cancel), cancel);
    }

    public Task<Instant?> RenewAsync(
        EmailAddress organizer, Announced what, string id, Instant until, CancellationToken cancel) =>
        tenant.AskAsync(Call(what), organizer, (graph, _) => RenewAsync(graph, id, until, cancel), cancel);

    public Task RemoveAsync(EmailAddress organizer, Announced what, string id, CancellationToken cancel) =>
        tenant.AskAsync(Call(what), organizer, (graph, _) => RemoveAsync(graph, id, cancel), cancel);

    private static async Task<GrantedSubscription> CreateAsync(
        GraphServiceClient graph, string resource, SubscriptionTerms terms, CancellationToken cancel)
    {
        // One that was made and not recorded still counts against the number that may be, and its clientState is lost.
        foreach (var stray in await StraysAsync(graph, resource, terms, cancel))
        {
            await RemoveAsync(graph, stray, cancel);
        }

        var made = await graph.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "created",
                Resource = resource,
                NotificationUrl = terms.Notifications.AbsoluteUri,
                LifecycleNotificationUrl = terms.Lifecycle.AbsoluteUri,
                ClientState = terms.ClientState,
                ExpirationDateTime = terms.Until.ToDateTimeOffset(),
            },
            cancellationToken: cancel);
        return made is { Id: { } id }
            ? new(id, GraphTimes.FromGraph(made.ExpirationDateTime) ?? terms.Until)
            : throw new OutsideFaultException(
                FaultKind.Transient, "Graph made a subscription and did not say which; it will be made anew");
    }

    private static async Task<IReadOnlyCollection<string>> StraysAsync(
        GraphServiceClient graph, string resource, SubscriptionTerms terms, CancellationToken cancel)
    {
        var listed = await GraphTenant.ReadPagesAsync(
            await graph.Subscriptions.GetAsync(cancellationToken: cancel),
            page => page.Value,
            link => graph.Subscriptions.WithUrl(link).GetAsync(cancellationToken: cancel));
        return
        [
            .. from one in listed
               let id = one.Id
               where id is not null
                   && one.NotificationUrl == terms.Notifications.AbsoluteUri
                   && resource.Equals(one.Resource?.Trim('/'), StringComparison.OrdinalIgnoreCase)
               select id,
        ];
    }

    private static async Task<Instant?> RenewAsync(
        GraphServiceClient graph, string id, Instant until, CancellationToken cancel)
    {
        try
        {
            var renewed = await graph.Subscriptions[id].PatchAsync(
                new Subscription { ExpirationDateTime = until.ToDateTimeOffset() }, cancellationToken: cancel);
            return GraphTimes.FromGraph(renewed?.ExpirationDateTime) ?? until;
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            return null;
        }
    }

    private static async Task<bool> RemoveAsync(GraphServiceClient graph, string id, CancellationToken cancel)
    {
        try
        {
            await graph.Subscriptions[id].DeleteAsync(cancellationToken: cancel);
            return true;
        }
        catch (ApiException e) when (GraphFaults.IsGone(e))
        {
            return false;
        }
    }

    private static GraphCall Call(Announced what) =>
        what is Announced.Recordings ? GraphCall.AnnounceRecordings : GraphCall.AnnounceTranscripts;

    private static string Resource(string organizerId, Announced what) =>
        $"users/{organizerId}/onlineMeetings/getAll{(what is Announced.Recordings ? "Recordings" : "Transcripts")}";
}
