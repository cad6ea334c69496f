using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;

namespace Sessions.Web.Api;

/// <summary>Who means to come, and what came into the mailbox that could not be read.</summary>
internal static class RepliesWriter
{
    /// <summary>What is older needs nobody any more.</summary>
    private static readonly Duration Told = Duration.FromDays(14);

    private static readonly ZonedDateTimePattern LocalTime =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm x", zoneProvider: null);

    public static RepliesDocument Summarize(SessionFacts session)
    {
        var learners = session.Learners.Where(l => !l.Left).ToList();
        return new(
            learners.Count(l => l.Reply?.Answer is ReplyAnswer.Coming),
            learners.Count(l => l.Reply?.Answer is ReplyAnswer.Tentative),
            learners.Count(l => l.Reply?.Answer is ReplyAnswer.CannotCome),
            learners.Count(l => l.Reply is null),
            [
                .. learners.Where(l => l.Reply?.Answer is ReplyAnswer.CannotCome)
                    .OrderBy(l => l.Learner.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(l => new AbsenteeDocument(l.Learner.Name, l.Learner.Email.Value)),
            ]);
    }

    /// <returns>A sentence for each, without a word of the message itself.</returns>
    public static IEnumerable<string> Unreadable(ImmutableArray<InboxEntry> entries, DateTimeZone zone, Instant now) =>
        entries.Where(e => now - e.ReceivedAt < Told).Select(e =>
            $"A message to {e.Mailbox} of {LocalTime.Format(e.ReceivedAt.InZone(zone))} could not be read: {e.Detail}. "
            + "Please look at it in the mailbox.");
}
