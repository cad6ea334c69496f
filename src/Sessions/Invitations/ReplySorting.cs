using System.Collections.Immutable;
using System.Globalization;

namespace Sessions.Invitations;

/// <summary>What a received message turns out to be.</summary>
public abstract record Sorted
{
    private protected Sorted()
    {
    }
}

/// <summary>None of ours.</summary>
public sealed record NotForUs(string Why) : Sorted;

/// <summary>Meant as an answer, and not to be read: a person should look.</summary>
public sealed record NotReadable(string Why) : Sorted;

/// <summary>One answer, or one for each of several entries.</summary>
public sealed record Answered(ImmutableArray<EntryAnswer> Answers) : Sorted;

/// <summary>A message of ours did not arrive.</summary>
public sealed record NotDelivered(FailedDelivery Failure) : Sorted;

/// <param name="Uid">Whose entry it is about; anybody's, not only ours.</param>
public sealed record EntryAnswer(bool IsCounter, string Uid, ITipEntry Entry);

/// <summary>Tells answers from everything else that comes into a mailbox.</summary>
public static class ReplySorting
{
    private static readonly string[] Answers = ["REPLY", "COUNTER"];

    public static Sorted Sort(ReceivedMail mail)
    {
        if (mail.Failure is { } failure)
            return new NotDelivered(failure);

        var meant = mail.Calendars.Select(c => (c.Method, Message: ITipReader.Read(c.Text))).Where(IsAnswer).ToList();
        if (meant.Count == 0)
            return new NotForUs(mail.Calendars.IsEmpty ? "no calendar in it" : "a calendar that answers nothing");

        if (mail.IsCut)
        {
            return new NotReadable(string.Create(
                CultureInfo.InvariantCulture, $"an answer longer than {ReceivedMail.MostBytes / 1024} KiB"));
        }

        return meant.Select(m => Problem(m.Message)).FirstOrDefault(p => p is not null) is { } problem
            ? new NotReadable(problem)
            : new Answered([.. meant.SelectMany(m => Of(m.Method, m.Message)).DistinctBy(a => (a.IsCounter, a.Uid))]);
    }

    private static bool IsAnswer((string? Method, ITipMessage Message) part) =>
        Answers.Contains(part.Message.Method ?? part.Method?.ToUpperInvariant(), StringComparer.Ordinal);

    private static string? Problem(ITipMessage message) =>
        message.Entries.IsEmpty ? "an answer without an entry"
        : message.Entries.Any(e => string.IsNullOrWhiteSpace(e.Uid)) ? "an answer that does not say to which entry"
        : message.Entries.Any(e => e.Attendees.IsEmpty) ? "an answer that does not say whose it is"
        : null;

    private static IEnumerable<EntryAnswer> Of(string? method, ITipMessage message) => message.Entries.Select(
        e => new EntryAnswer((message.Method ?? method?.ToUpperInvariant()) == "COUNTER", e.Uid!, e));
}
