using NodaTime;
using Sessions.Courses;
using Sessions.Ledger;

namespace Sessions.Invitations;

/// <summary>What becomes of an answer.</summary>
/// <param name="Fact">Null where there is nothing to record.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record Ruling(Fact? Fact, InboxOutcome Outcome, string Detail);

/// <summary>
/// Rules on one answer to one entry. The UID says whose it is: only the learner's own invitation carries it. The
/// address is a check alone, for answers come from whatever account someone's calendar belongs to.
/// </summary>
public static class ReplyDesk
{
    /// <param name="from">Who sent it, as the header has it.</param>
    /// <param name="received">By the mailbox's clock.</param>
    public static Ruling Rule(
        SessionFacts session, LearnerFacts learner, EntryAnswer answer, string? from, Instant received) =>
        learner switch
        {
            { Left: true } => Ignored("from someone who is no longer on the roster"),
            { Invitation: not { Cancelled: false } } => Ignored("about an entry that was taken back"),
            _ when received >= session.Time.End => Ignored("came when the session was over"),
            _ when answer.IsCounter => Counter(learner, answer, received),
            _ => Reply(learner, answer, from, received),
        };

    private static Ruling Counter(LearnerFacts learner, EntryAnswer answer, Instant received) => new(
        new CounterReceived(learner.Id) { SentAt = SentAt(answer, received) },
        InboxOutcome.Applied, "proposes other hours; they stay, and the learner is told so");

    private static Ruling Reply(LearnerFacts learner, EntryAnswer answer, string? from, Instant received)
    {
        var attendee = Attendee(learner, answer);
        if (Read(attendee.Answer) is not { } said)
            return Ignored($"says neither yes, maybe nor no (PARTSTAT {Word(attendee.Answer)})");

        var sent = SentAt(answer, received);
        var entry = learner.Invitation!;
        if (answer.Entry.Sequence < entry.Sequence)
        {
            return new(
                new OutdatedReply(learner.Id, said), InboxOutcome.Applied,
                $"answers version {answer.Entry.Sequence} of an entry that is at {entry.Sequence}: noted, does not count");
        }

        if (learner.Reply is { } known && (sent < known.SentAt || (sent == known.SentAt && said == known.Answer)))
            return new(null, InboxOutcome.Applied, "not newer than the answer that counts");

        var other = OtherAddress(learner, from ?? attendee.Address);
        return new(
            new ReplyReceived(learner.Id, said, ReplySource.Mail, sent) { From = other }, InboxOutcome.Applied,
            other is null ? "counts" : $"counts, though it came from {other}");
    }

    // A clock that runs ahead must not make an answer the last word for ever.
    private static Instant SentAt(EntryAnswer answer, Instant received) =>
        answer.Entry.Stamp is { } stamp ? Instant.Min(stamp, received) : received;

    private static ITipAttendee Attendee(LearnerFacts learner, EntryAnswer answer) =>
        answer.Entry.Attendees.FirstOrDefault(a => EmailAddress.TryParse(a.Address) == learner.Learner.Email)
        ?? answer.Entry.Attendees[0];

    private static ReplyAnswer? Read(string? partStat) => partStat switch
    {
        "ACCEPTED" => ReplyAnswer.Coming,
        "TENTATIVE" => ReplyAnswer.Tentative,
        "DECLINED" => ReplyAnswer.CannotCome,
        _ => null,
    };

    // From the message, so by its alphabet only.
    private static string Word(string? partStat) =>
        partStat is { Length: > 0 and <= 32 } && partStat.All(c => char.IsAsciiLetterUpper(c) || c == '-')
            ? partStat
            : "unknown";

    private static EmailAddress? OtherAddress(LearnerFacts learner, string from) =>
        EmailAddress.TryParse(from) is { } address && address != learner.Learner.Email
        && address != learner.Invitation!.To
            ? address
            : null;

    private static Ruling Ignored(string why) => new(null, InboxOutcome.Ignored, why);
}
