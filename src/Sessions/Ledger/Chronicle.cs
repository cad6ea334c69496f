using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>Words for the history: what a fact is called there, and the sentence that goes with it.</summary>
public static class Chronicle
{
    /// <summary>Why a reminder was not sent.</summary>
    public const string HadBegun = "the session had begun";

    public const string ReminderNotSent = $"reminder not sent: {HadBegun}";

    private static readonly ZonedDateTimePattern LocalTime = ZonedDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd HH:mm x", zoneProvider: null);

    private static readonly LocalDateTimePattern WallClockTime =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static IEnumerable<HistoryEntry> Of(SessionFacts session, Fact fact, Instant now)
    {
        return fact switch
        {
            SessionBegan => [Entry(EventName.SessionStarted, session.Session.Title)],
            SessionFinished => [Entry(EventName.SessionEnded, session.Session.Title)],
            HoursResolved moved => [Entry(EventName.Warning, Resolved(session.Time, moved))],
            MeetingCreated made => [Entry(EventName.MeetingCreated, Hours(session, made.Start, made.End))],
            MeetingUpdated made => [Entry(EventName.MeetingUpdated, Hours(session, made.Start, made.End))],
            MeetingCancelled => [Entry(EventName.MeetingCancelled, session.Session.Title)],
            AttendanceCollected collected => session.Learners
                .Where(l => collected.Presences.ContainsKey(l.Id))
                .Select(l => Entry(
                    EventName.AttendanceCollected, Presence(session, collected.Presences[l.Id]), l.Learner)),
            RecordingFound found => [Entry(EventName.RecordingFound, $"{Minutes(found.Ended - found.Created)} long")],
            RecordingArchived archived => [Entry(EventName.RecordingArchived, Archived(archived.Video))],
            RecordingMissing missing => [Entry(EventName.RecordingMissing, Missing(now - missing.Since))],
            RecordingGivenUp given => [Entry(EventName.RecordingMissing, GivenUp(session, given))],
            ReplyReceived reply => [Entry(EventName.ReplyReceived, Replied(reply), Who(session, reply.Learner))],
            OutdatedReply reply =>
                [Entry(EventName.ReplyReceived, Outdated(reply), Who(session, reply.Learner))],
            CounterReceived counter =>
                [Entry(EventName.ReplyReceived, "proposed other hours; they stay", Who(session, counter.Learner))],
            AttendanceSet set =>
                [Entry(EventName.AttendanceCollected, Worded(set.Word), Who(session, set.Learner))],
            JoinerSettled settled => [Entry(EventName.AttendanceCollected, Settled(session, settled))],
            AttendanceAsked => [Entry(EventName.Warning, "no attendance report came; the instructor is asked who was there")],
            RecordingVerified { Damage: { } damage } => [Entry(EventName.Warning, $"the archived recording is damaged: {damage}")],
            OriginalRemoved => [Entry(EventName.RecordingOriginalRemoved, "Teams' own file is in the recycle bin")],
            OriginalKept kept => [Entry(EventName.Warning, $"Teams' own file was left where it is: {kept.Why}")],
            RecordingExpired expired => [Entry(EventName.RecordingExpired, Deleted(session, expired))],
            RecordingsHidden => [Entry(EventName.Warning, "the recording is hidden; nobody can watch it")],
            RecordingsPublished => [Entry(EventName.Warning, "the recording is published again")],
            Warned warned => [Entry(EventName.Warning, warned.Detail)],
            _ => [],
        };

        HistoryEntry Entry(string name, string detail, Learner? learner = null) => new(
            now, name, session.Id.Course, session.Id.Slug, learner?.Email.Value, detail);
    }

    /// <returns>Null for what is no news to the instructor: what passes by itself, and their own summary.</returns>
    public static HistoryEntry? Of(Settlement settlement)
    {
        return settlement switch
        {
            MessageSent { Message.Kind: MessageKind.Summary } => null,
            MessageSent sent => Entry(sent.At, SentName(sent.Message.Kind), sent.Detail),
            MessageRefused refused => Entry(
                refused.At, EventName.Warning, NotDelivered(refused.Message.Kind, refused.Why)),
            ReminderDropped dropped => Entry(dropped.At, EventName.Warning, ReminderNotSent),
            MessageDeferred { Outcome: FaultOutcome.Unknown } lost => Entry(
                lost.At, EventName.Warning,
                $"{lost.Message.Kind} may arrive twice, under one Message-ID, since it is sent again: {lost.Why}"),
            _ => null,
        };

        HistoryEntry Entry(Instant at, string name, string detail) => new(
            at, name, settlement.Message.Session.Course, settlement.Message.Session.Slug,
            settlement.Message.Learner.Email.Value, detail);
    }

    /// <summary>What the history calls a message that has left.</summary>
    public static string SentName(MessageKind kind) => kind switch
    {
        MessageKind.Invitation => EventName.InvitationSent,
        MessageKind.Update => EventName.UpdateSent,
        MessageKind.Cancellation => EventName.CancellationSent,
        MessageKind.Reminder => EventName.ReminderSent,
        MessageKind.WatchLink => EventName.WatchLinkSent,
        MessageKind.CounterDeclined => EventName.UpdateSent,
        MessageKind.Expiring => EventName.RecordingExpiring,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    /// <summary>The same for what was refused at once and for what came back later.</summary>
    public static string NotDelivered(MessageKind kind, string why) => $"{kind} not delivered: {why}";

    private static string Hours(SessionFacts session, Instant start, Instant end)
    {
        var zone = session.Time.Zone;
        return $"{LocalTime.Format(start.InZone(zone))} to {LocalTime.Format(end.InZone(zone))}";
    }

    private static string Resolved(SessionTime time, HoursResolved moved) =>
        $"zone data {moved.TzdbVersion}: {WallClockTime.Format(time.LocalStart)} in {time.Zone.Id} is "
        + $"{InstantPattern.General.Format(moved.Start)}, no longer {InstantPattern.General.Format(time.Start)}; "
        + "meeting and calendar entries follow";

    private static Learner Who(SessionFacts session, LearnerId learner) =>
        session.Learners.Single(l => l.Id == learner).Learner;

    private static string Replied(ReplyReceived reply)
    {
        var how = reply.Source is ReplySource.Mail ? "by mail" : "on the page";
        return $"{Said(reply.Answer)} ({how}{(reply.From is { } other ? $", from {other}" : "")})";
    }

    private static string Outdated(OutdatedReply reply) =>
        $"{Said(reply.Answer)} (by mail, about an earlier version of the entry: it does not count)";

    private static string Said(ReplyAnswer answer) => answer switch
    {
        ReplyAnswer.Coming => "is coming",
        ReplyAnswer.Tentative => "may come",
        _ => "can't make it, and wants the recording",
    };

    private static string Worded(AttendanceWord? word) => word switch
    {
        AttendanceWord.Present => "was there, by the instructor's word",
        AttendanceWord.Missed => "was not there, by the instructor's word",
        _ => "the instructor's word is taken back; the reports decide",
    };

    private static string Settled(SessionFacts session, JoinerSettled settled)
    {
        var name = settled.Key[(settled.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return settled.Learner is { } learner
            ? $"'{name}' is {Who(session, learner).Email.Value}, by the instructor's word"
            : $"'{name}' is no learner, by the instructor's word";
    }

    private static string Deleted(SessionFacts session, RecordingExpired expired) =>
        session.Recordings.FirstOrDefault(r => r.SourceId == expired.SourceId)?.Video is { } video
            ? string.Create(CultureInfo.InvariantCulture, $"{video.BlobName} deleted, {video.Length} bytes, sha256 {video.Sha256}")
            : "deleted";

    private static string Presence(SessionFacts session, Duration attended)
    {
        var share = attended / session.Time.Length;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Minutes(attended)} of {Minutes(session.Time.Length)} ({Math.Floor(share * 100):0} %)");
    }

    private static string Archived(ArchivedFile file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.BlobName}, {file.Length} bytes, sha256 {file.Sha256}");

    private static string Missing(Duration since) => string.Create(
        CultureInfo.InvariantCulture,
        $"no recording {Math.Floor(since.TotalHours):0} h after the end; it is still looked for daily");

    private static string GivenUp(SessionFacts session, RecordingGivenUp given)
    {
        var part = session.Recordings.First(r => r.SourceId == given.SourceId);
        return $"what was recorded {Hours(session, part.Created, part.Ended)} could not be archived; it is still tried "
            + $"daily, and nothing else waits for it: {given.Why}";
    }

    private static string Minutes(Duration duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalMinutes):0} min");
}
