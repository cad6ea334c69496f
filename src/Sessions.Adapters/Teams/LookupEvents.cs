using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Sessions.Meetings;

namespace Sessions.Adapters.Teams;

/// <summary>
/// Events that can be found again by the session they stand for: a MAPI named property, in a property set of our
/// own, carries its key.
/// </summary>
internal static class LookupEvents
{
    /// <summary>Never to change: events already on calendars are found by it.</summary>
    private const string Property = "String {6f4ac1d2-8f0b-4e57-9d3c-2b7e51a0c9e4} Name CourseSessionId";

    /// <summary>No attendees, so that Exchange mails nobody; no body, which is Teams' to write.</summary>
    public static Event Shape(NewEvent wanted) => new()
    {
        TransactionId = wanted.TransactionId,
        Subject = wanted.Subject,
        Start = GraphTimes.ToGraph(wanted.Start),
        End = GraphTimes.ToGraph(wanted.End),
        IsOnlineMeeting = true,
        OnlineMeetingProvider = OnlineMeetingProviderType.TeamsForBusiness,
        SingleValueExtendedProperties = [new() { Id = Property, Value = wanted.Key }],
    };

    /// <param name="mine">Only one made with the same transaction id: another may be on its way out.</param>
    public static async Task<Event?> FindAsync(
        UserItemRequestBuilder user, NewEvent wanted, bool mine, CancellationToken cancel)
    {
        var filter = "singleValueExtendedProperties/Any(ep: ep/id eq " + Quote(Property)
            + " and ep/value eq " + Quote(wanted.Key) + ")";
        var found = await user.Events.GetAsync(get => get.QueryParameters.Filter = filter, cancel);
        var standing = found?.Value?.Where(one => one is { Id: not null, IsCancelled: not true }).ToList() ?? [];
        return standing.Find(one => one.TransactionId == wanted.TransactionId)
            ?? (mine ? null : standing.FirstOrDefault());
    }

    /// <summary>An OData string literal.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
