using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Sessions.Simulator.Calendar;

namespace Sessions.Simulator.Meetings;

/// <summary>An online meeting; its hours are its event's, when it has one.</summary>
internal sealed class StoredMeeting
{
    public required string Id { get; init; }

    public required string ThreadId { get; init; }

    public required string JoinUrl { get; init; }

    public required string ConferenceId { get; init; }

    public required string JoinMeetingId { get; init; }

    public required User Organizer { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Null: made without a calendar, so that recordings and transcripts are refused.</summary>
    [JsonIgnore]
    public StoredEvent? Event { get; set; }

    public required string Key { get; init; }

    public DateTimeOffset OwnStart { get; set; }

    public DateTimeOffset OwnEnd { get; set; }

    public string OwnSubject { get; set; } = "";

    /// <summary>What a PATCH may change, as it stands.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Since when it records by itself; null: it does not.</summary>
    public DateTimeOffset? RecordsSince { get; set; }

    public DateTimeOffset Start => Event?.Start ?? OwnStart;

    public DateTimeOffset End => Event?.End ?? OwnEnd;

    public string Subject => Event?.Subject ?? OwnSubject;

    public bool Deleted => Event?.Deleted is not null;

    public static StoredMeeting For(TenantState state, User organizer, StoredEvent stored) =>
        Make(state, organizer, stored.Key, stored.Id, stored);

    public static StoredMeeting Alone(TenantState state, User organizer)
    {
        var number = state.Meetings.Count.ToString(CultureInfo.InvariantCulture);
        return Make(state, organizer, "alone-" + number, number, null);
    }

    // The thread's length varies, so that ids end in no, one or two '='.
    private static StoredMeeting Make(
        TenantState state, User organizer, string key, string unique, StoredEvent? stored)
    {
        var thread = Encoding.ASCII.GetBytes(state.Dice.Guid("thread", organizer.Id, unique).ToString());
        var name = Convert.ToBase64String(thread)[..(46 + state.Dice.Below(3, "length", organizer.Id, unique))];
        var context = $"{{\"Tid\":\"{state.TenantId}\",\"Oid\":\"{organizer.Id}\"}}";
        return new StoredMeeting
        {
            Id = Convert.ToBase64String(Encoding.ASCII.GetBytes(
                $"1*{organizer.Id}*0**19:meeting_{name}@thread.v2")),
            ThreadId = $"19:meeting_{name}@thread.v2",
            JoinUrl = $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{name}%40thread.v2/0?context="
                + EncodedAsTeamsDoes(context),
            ConferenceId = state.Dice.Digits(9, "conference", unique),
            JoinMeetingId = state.Dice.Digits(12, "join", unique),
            Organizer = organizer,
            Created = state.Now,
            Event = stored,
            Key = key,
            Options = MeetingOptions.Defaults(),
        };
    }

    private static string EncodedAsTeamsDoes(string context) => context
        .Replace("{", "%7b", StringComparison.Ordinal)
        .Replace("}", "%7d", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace(":", "%3a", StringComparison.Ordinal)
        .Replace(",", "%2c", StringComparison.Ordinal);
}
