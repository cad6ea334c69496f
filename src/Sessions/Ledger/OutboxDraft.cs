using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Sessions.Courses;

namespace Sessions.Ledger;

/// <summary>The message that a fact asks for, before it has a row.</summary>
/// <param name="Learner">Null for the instructor.</param>
/// <param name="To">Where it goes: the learner's address, or the one from which the entry is taken away.</param>
public sealed record OutboxDraft(
    MessageKind Kind,
    string MessageId,
    LearnerId? Learner,
    EmailAddress To,
    string? Uid,
    int Sequence,
    Instant Stamp,
    InvitationContent Content,
    Period? Before)
{
    /// <summary>For <see cref="MessageKind.Expiring"/>.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>For <see cref="MessageKind.Summary"/>.</summary>
    public SessionSummary? Summary { get; init; }

    /// <returns>Null for a fact that nobody is mailed about.</returns>
    public static OutboxDraft? From(SessionFacts session, Fact fact, Instant now) => fact switch
    {
        InvitationQueued { Method: ITipMethod.Cancel } queued => Scheduling(session, MessageKind.Cancellation, queued),
        InvitationQueued { First: true } queued => Scheduling(session, MessageKind.Invitation, queued),
        InvitationQueued queued => Scheduling(session, MessageKind.Update, queued),
        ReminderQueued queued => Telling(session, MessageKind.Reminder, queued.Learner, now, queued.Before),
        CounterReceived received => CounterDeclined(session, received, now),
        ExpiryTold told => Expiring(session, told, now),
        SummaryQueued queued => Summarizing(session, queued, now),
        WatchLinkQueued queued => Telling(session, MessageKind.WatchLink, queued.Learner, now, before: null),
        _ => null,
    };

    private static OutboxDraft Scheduling(SessionFacts session, MessageKind kind, InvitationQueued queued) => new(
        kind, Id(session, queued.Learner.ToString(), kind, queued.Sequence.ToString(CultureInfo.InvariantCulture)),
        queued.Learner, Address(session, queued), queued.Uid, queued.Sequence, queued.Stamp, queued.Content,
        Before: null);

    // With the entry as it stands: same UID, same SEQUENCE (RFC 5546 3.2.8). A learner may propose more than once.
    private static OutboxDraft? CounterDeclined(SessionFacts session, CounterReceived received, Instant now)
    {
        var learner = session.Learners.Single(l => l.Id == received.Learner);
        return learner.Invitation is { Cancelled: false } entry
            ? new(
                MessageKind.CounterDeclined,
                Id(session, learner.Id.ToString(), MessageKind.CounterDeclined, InstantPattern.ExtendedIso.Format(received.SentAt ?? now)),
                learner.Id, entry.To, entry.Uid, entry.Sequence, now, entry.Told, Before: null)
            : null;
    }

    // Whoever is told another day later is told something else.
    private static OutboxDraft Expiring(SessionFacts session, ExpiryTold told, Instant now)
    {
        var which = InstantPattern.ExtendedIso.Format(told.ExpiresAt);
        return Telling(session, MessageKind.Expiring, told.Learner, now, before: null) with
        {
            MessageId = Id(session, told.Learner.ToString(), MessageKind.Expiring, which),
            ExpiresAt = told.ExpiresAt,
        };
    }

    private static OutboxDraft Summarizing(SessionFacts session, SummaryQueued queued, Instant now)
    {
        var (told, instructor) = (InvitationContents.Of(session), session.Course.Instructor.Email);
        var which = InstantPattern.ExtendedIso.Format(told.Start);
        return new(
            MessageKind.Summary, Id(session, "instructor", MessageKind.Summary, which), Learner: null, instructor,
            null, 0, now, told, Before: null)
        {
            Summary = queued.Summary,
        };
    }

    private static EmailAddress Address(SessionFacts session, InvitationQueued queued)
    {
        var learner = session.Learners.Single(l => l.Id == queued.Learner);
        return queued.Method is ITipMethod.Cancel ? learner.Invitation?.To ?? learner.Learner.Email : learner.Learner.Email;
    }

    private static OutboxDraft Telling(
        SessionFacts session, MessageKind kind, LearnerId learner, Instant now, Period? before)
    {
        var person = session.Learners.Single(l => l.Id == learner);
        var told = person.Invitation?.Told ?? InvitationContents.Of(session);
        var which = before is null ? "" : PeriodPattern.Roundtrip.Format(before);
        var start = InstantPattern.ExtendedIso.Format(told.Start);
        return new(kind, Id(session, learner.ToString(), kind, $"{which} {start}"), learner, person.Learner.Email, null, 0, now, told, before);
    }

    // The same message has the same id however often it is tried, so that a repeat is known as one (RFC 5322 3.6.4).
    private static string Id(SessionFacts session, string whose, MessageKind kind, string which)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{session.Id}\n{whose}\n{kind}\n{which}"));
        return $"{Base64Url.EncodeToString(hash.AsSpan(0, 18))}@{session.Course.Instructor.Email.Domain}";
    }
}

/// <summary>What the learners of a session are to see in their calendars.</summary>
public static class InvitationContents
{
    public static InvitationContent Of(SessionFacts session) => new(
        session.Course.Title,
        session.Session.Title,
        session.Course.Description,
        session.Time.Start,
        session.Time.End,
        session.Time.Zone.Id,
        session.Meeting?.JoinUrl ?? "",
        session.Course.Instructor.Name,
        session.Course.Instructor.Email.Value);
}
