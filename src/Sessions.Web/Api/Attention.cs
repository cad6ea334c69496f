using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Sessions.Ledger;
using Sessions.Planning;

namespace Sessions.Web.Api;

/// <summary>What needs a person, in sentences.</summary>
internal static class Attention
{
    private static readonly Duration Soon = Duration.FromHours(24);

    private static readonly ZonedDateTimePattern LocalTime =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm x", zoneProvider: null);

    public static IEnumerable<string> Of(
        CourseFacts facts, IReadOnlyDictionary<MessageState, int> messages, ImmutableArray<HeldMessages> held,
        Instant now)
    {
        foreach (var waiting in held)
        {
            var again = LocalTime.Format(waiting.Again.InZone(facts.Accepted.Zone));
            yield return $"{Count(waiting.Count, "message waits", "messages wait")} until {again}: {waiting.Why}.";
        }

        if (messages.GetValueOrDefault(MessageState.Refused) is > 0 and var refused)
        {
            yield return $"{Count(refused, "message was", "messages were")} refused by the mail server: " +
                $"'sessions log {facts.Accepted.Id}' says which and why.";
        }

        if (facts.Learners.All(learner => learner.Left))
            yield return "Nobody is on the roster: 'sessions setup' with --learners adds people.";

        foreach (var session in facts.Sessions.Where(session => !session.Removed))
        {
            foreach (var sentence in Of(session, now))
                yield return sentence;
        }
    }

    private static IEnumerable<string> Of(SessionFacts session, Instant now)
    {
        var id = session.Id;
        if (session.Meeting is null && now < session.Time.End && session.Time.Start - now < Soon)
        {
            var starts = LocalTime.Format(session.Time.Start.InZone(session.Time.Zone));
            yield return $"{id} has no Teams meeting yet and starts {starts}: 'sessions log {id}' shows any warning.";
        }

        if (session.Attendance is { Unmatched: { IsEmpty: false } unmatched })
        {
            yield return $"{Count(unmatched.Length, "person", "people")} joined {id} and " +
                $"could not be matched to the roster: 'sessions attendance {id}' names them, --match says who they are.";
        }

        if (session is { Attendance: null, Search.AttendanceAsked: true }
            && session.Learners.Count(l => !l.Left && Missing.Of(session, l).Attended is Attended.Unknown) is > 0 and var open)
        {
            yield return $"No attendance report of {id} came, so it is not known of {Count(open, "learner", "learners")} " +
                $"whether they were there, and they are told nothing: 'sessions attendance {id} --set ADDRESS=present|missed' says so.";
        }

        if (session.Search.MissingReported && session.Recordings.IsEmpty)
        {
            yield return $"{id} has no recording: look in Teams whether it was recorded; " +
                $"'sessions log {id}' says since when it is missing.";
        }

        foreach (var damaged in session.Recordings.Where(r => r is { CanBeWatched: true, Damage: not null }))
            yield return $"{id} has a damaged recording ({damaged.Damage}): restore it from the storage's backup, then " +
                $"'sessions recording {id} --verify'.";

        foreach (var kept in session.Recordings.Where(r => r.Original is OriginalState.Kept))
            yield return $"Teams' own file of {id}'s recording from {LocalTime.Format(kept.Created.InZone(session.Time.Zone))} was " +
                $"to be removed and was left alone: 'sessions log {id}' says why.";

        foreach (var sentence in NotArchived(session, now))
            yield return sentence;
    }

    // What was added by hand stands in for what could not be had.
    private static IEnumerable<string> NotArchived(SessionFacts session, Instant now)
    {
        var id = session.Id;
        if (session.Recordings.Any(r => r.ByHand))
            yield break;

        foreach (var missing in session.Recordings.Where(r => r.GivenUp is not null))
            yield return $"{id} lacks what was recorded from {LocalTime.Format(missing.Created.InZone(session.Time.Zone))}, and " +
                $"learners are sent the rest ({missing.GivenUp}): 'sessions recording {id} --add FILE' adds it by hand.";

        if (session.Recordings.Any(r => r.IsAwaited) && now > session.Time.End + Soon)
            yield return $"{id} has a recording that could not be archived for a day: 'sessions log {id}' says why.";
    }

    private static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
