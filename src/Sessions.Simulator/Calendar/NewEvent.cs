using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sessions.Simulator.Http;

namespace Sessions.Simulator.Calendar;

/// <summary>What a POST to the calendar makes.</summary>
internal static class NewEvent
{
    public static StoredEvent Make(
        Call call, User mailbox, JsonObject body, string? transaction, string canonical)
    {
        var (start, end) = (EventTimes.Read(body["start"]), EventTimes.Read(body["end"]));
        CheckOrder(start, end);
        var properties = Properties(body);
        var key = properties.Values.FirstOrDefault() ?? transaction ?? canonical;
        var earlier = call.State.Events.Count(stored => stored.Mailbox == mailbox && stored.Key == key);
        string[] words = [mailbox.Id, key, earlier.ToString(CultureInfo.InvariantCulture)];
        return new StoredEvent
        {
            Id = Id(call.State.Dice, words),
            ICalUId = "040000008200E00074C5B7101A82E008"
                + Convert.ToHexString(call.State.Dice.Roll(["ical", .. words])),
            Mailbox = mailbox,
            Key = key,
            Created = call.Now,
            Modified = call.Now,
            TransactionId = transaction,
            FirstBody = canonical,
            OriginalZone = body["start"]?["timeZone"]?.GetValue<string>() ?? "UTC",
            Properties = properties,
            Subject = body["subject"]?.GetValue<string>() ?? "",
            BodyHtml = body["body"]?["content"]?.GetValue<string>() ?? "",
            Attendees = body["attendees"]?.DeepClone() as JsonArray ?? [],
            Start = start,
            End = end,
        };
    }

    public static void CheckOrder(DateTimeOffset start, DateTimeOffset end)
    {
        if (end < start)
        {
            throw new GraphFailure(
                400, "ErrorPropertyValidationFailure", "At least one property failed validation.");
        }
    }

    // As Exchange writes them: base64 for URLs, which keeps its '='.
    private static string Id(Dice dice, string[] words)
    {
        var bytes = Encoding.ASCII.GetBytes("\0\0\x02\0").Concat(dice.Roll(["event", .. words])).Concat(
            dice.Roll(["folder", words[0]])).ToArray();
        return "AAMkA" + Convert.ToBase64String(bytes)
            .Replace('+', '-').Replace('/', '_');
    }

    private static Dictionary<string, string> Properties(JsonObject body) =>
        body["singleValueExtendedProperties"] is JsonArray all
            ? all.ToDictionary(
                property => property?["id"]?.GetValue<string>() ?? "",
                property => property?["value"]?.GetValue<string>() ?? "",
                StringComparer.OrdinalIgnoreCase)
            : [];
}
