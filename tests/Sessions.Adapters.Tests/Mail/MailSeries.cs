using System.Globalization;
using MimeKit;

namespace Sessions.Adapters.Tests.Mail;

/// <summary>Mails in the order of sending, and what is wrong with that order.</summary>
internal sealed class MailSeries
{
    private readonly Dictionary<string, byte[]> _sent = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    private readonly List<string> _wrong = [];

    public IReadOnlyList<string> Wrong => _wrong;

    public void Add(MimeMessage message, byte[] eml)
    {
        var id = message.MessageId ?? "";
        if (_sent.TryGetValue(id, out var before))
        {
            if (!before.AsSpan().SequenceEqual(eml))
                _wrong.Add($"Message-ID {id} came twice with different bytes");

            return;
        }

        _sent.Add(id, eml);
        if (ToldBy(message) is { } now)
            Follow(now);
    }

    private void Follow(Told now)
    {
        if (_told.TryGetValue(now.Uid, out var before))
        {
            if (now.Sequence <= before.Sequence)
                _wrong.Add($"series: SEQUENCE of {now.Uid} does not rise: {before.Sequence}, then {now.Sequence}");

            if (string.CompareOrdinal(now.Stamp, before.Stamp) <= 0)
                _wrong.Add($"series: DTSTAMP of {now.Uid} does not rise: {before.Stamp}, then {now.Stamp}");

            // An entry moves to another address once it is taken from the one before.
            if (now.Organizer != before.Organizer || (now.Attendee != before.Attendee && before.Method != "CANCEL"))
                _wrong.Add($"series: the people of {now.Uid} change");
        }
        else if (now.Method == "CANCEL")
        {
            _wrong.Add($"series: {now.Uid} is cancelled before anyone was invited to it");
        }

        _told[now.Uid] = now;
    }

    private static Told? ToldBy(MimeMessage message)
    {
        var entry = message.BodyParts.OfType<MimePart>()
            .FirstOrDefault(p => p.ContentType.IsMimeType("text", "calendar"));
        // Whoever declines a proposal tells nothing new: the entry's own SEQUENCE stands there again.
        if (entry is null
            || entry.ContentType.Parameters["method"] == "DECLINECOUNTER"
            || CalendarLine.TryUnfold(MailLint.Decode(entry)) is not { } lines
            || CalendarLine.ReadAll(lines) is not { } items)
            return null;

        return new Told(
            entry.ContentType.Parameters["method"] ?? "",
            Value(items, "UID"),
            int.TryParse(Value(items, "SEQUENCE"), CultureInfo.InvariantCulture, out var sequence) ? sequence : -1,
            Value(items, "DTSTAMP"),
            Value(items, "ATTENDEE"),
            Value(items, "ORGANIZER"));
    }

    private static string Value(IEnumerable<CalendarLine> items, string name) =>
        items.FirstOrDefault(i => i.Name == name && i.Component == "VEVENT")?.Value ?? "";

    private sealed record Told(
        string Method, string Uid, int Sequence, string Stamp, string Attendee, string Organizer);
}
