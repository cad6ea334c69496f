using System.Collections.Concurrent;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using NodaTime.Extensions;
using Sessions.Ledger;
using EmailAddress = Sessions.Courses.EmailAddress;

namespace Sessions.Adapters.Graph;

/// <summary>The tenant as one organizer sees it. Every call to Graph goes through here.</summary>
/// <param name="network">The network's clock: real, whatever clock the schedule runs on.</param>
/// <param name="clock">The product's clock.</param>
public sealed class GraphTenant(GraphServiceClient client, TimeProvider network, TimeProvider clock)
{
    private readonly GrantDelay _grants = new(clock);

    private readonly ConcurrentDictionary<EmailAddress, string> _objectIds = [];

    /// <summary>Asks in the organizer's name; what goes wrong comes as <see cref="OutsideFaultException"/>.</summary>
    public Task<T> AskAsync<T>(
        GraphCall call, EmailAddress organizer, Func<UserItemRequestBuilder, Task<T>> ask, CancellationToken cancel) =>
        AskAsync(call, organizer, (_, user) => ask(user), cancel);

    /// <summary>The same, for what does not lie below the organizer.</summary>
    public async Task<T> AskAsync<T>(
        GraphCall call, EmailAddress organizer, Func<GraphServiceClient, UserItemRequestBuilder, Task<T>> ask,
        CancellationToken cancel)
    {
        // Application permissions promise onlineMeetings for the object id only, not for the address.
        var user = client.Users[await FindObjectIdAsync(organizer, cancel)];
        return await FoldingAsync(call, organizer, () => ask(client, user), cancel);
    }

    /// <summary>About a mailbox that goes by its address: whoever only sends mail need not look anybody up.</summary>
    public Task<T> AskMailboxAsync<T>(
        GraphCall call, EmailAddress mailbox, Func<GraphServiceClient, UserItemRequestBuilder, Task<T>> ask,
        CancellationToken cancel) =>
        FoldingAsync(call, mailbox, () => ask(client, client.Users[mailbox.Value]), cancel);

    /// <summary>All pages, each asked for with the link that came with the one before.</summary>
    public static async Task<IReadOnlyList<TItem>> ReadPagesAsync<TPage, TItem>(
        TPage? first, Func<TPage, IEnumerable<TItem>?> items, Func<string, Task<TPage?>> next)
        where TPage : BaseCollectionPaginationCountResponse
    {
        List<TItem> all = [];
        HashSet<string> followed = [];
        for (var page = first; page is not null;)
        {
            all.AddRange(items(page) ?? []);
            // A link that was followed before would go round for ever.
            page = page.OdataNextLink is { } link && followed.Add(link) ? await next(link) : null;
        }

        return all;
    }

    /// <summary>The organizer's object id, asked for once.</summary>
    public async Task<string> FindObjectIdAsync(EmailAddress organizer, CancellationToken cancel)
    {
        if (_objectIds.TryGetValue(organizer, out var known))
        {
            return known;
        }

        var call = GraphCall.FindOrganizer;
        var user = await FoldingAsync(
            call,
            organizer,
            () => client.Users[organizer.Value].GetAsync(get => get.QueryParameters.Select = ["id"], cancel),
            cancel);
        return user?.Id is { } id
            ? _objectIds.GetOrAdd(organizer, id)
            : throw new OutsideFaultException(FaultKind.Transient, $"Graph gave no id for {organizer}");
    }

    private async Task<T> FoldingAsync<T>(
        GraphCall call, EmailAddress organizer, Func<Task<T>> ask, CancellationToken cancel)
    {
        OutsideFaultException? fault = null;
        try
        {
            var answer = await ask();
            _grants.Worked(call, organizer);
            return answer;
        }
        catch (Exception e) when (
            (fault = GraphFaults.Fold(e, call, organizer, network.GetCurrentInstant(), cancel)) is not null)
        {
            throw _grants.Weigh(fault, call, organizer);
        }
    }
}
