using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Sessions.Simulator.Meetings;

namespace Sessions.Simulator.Calendar;

internal sealed class StoredEvent
{
    public required string Id { get; init; }

    public required string ICalUId { get; init; }

    public required User Mailbox { get; init; }

    /// <summary>What chance is rolled from: the first extended property, else the transaction, else the id.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>The POST that made it, in one spelling, to tell a repeat from another event.</summary>
    public required string FirstBody { get; init; }

    public required string OriginalZone { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        ImmutableDictionary<string, string>.Empty;

    [JsonIgnore]
    public StoredMeeting? Meeting { get; set; }

    public required string Subject { get; set; }

    public required string BodyHtml { get; set; }

    public required DateTimeOffset Start { get; set; }

    public required DateTimeOffset End { get; set; }

    public JsonArray Attendees { get; set; } = [];

    public DateTimeOffset Modified { get; set; }

    public int Version { get; set; } = 1;

    public DateTimeOffset? Deleted { get; set; }

    public string? CancelComment { get; set; }
}
